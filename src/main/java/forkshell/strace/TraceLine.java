package forkshell.strace;

/** What strace(1) says in one line. */
public sealed interface TraceLine permits Call, SignalDelivery, ProcessEnd {
    /** Returns the thread that it is about: the pid, for the first thread of a process. */
    int pid();

    /** When it happened, in nanoseconds of {@link System#nanoTime}; for a call, when it ended. */
    long nanos();

    /** strace's own words, without pid and time. */
    String text();
}
