package forkshell.strace;

/**
 * A thread ended; the process, when it is the last one of it.
 *
 * @param status the exit status; -1 when a signal ended it
 * @param signal the signal that ended it, such as {@code SIGSEGV}; empty when it exited
 * @param core whether it left a core file
 */
public record ProcessEnd(int pid, long nanos, int status, String signal, boolean core, String text)
        implements TraceLine {}
