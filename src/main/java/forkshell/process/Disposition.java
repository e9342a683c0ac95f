package forkshell.process;

/** What is to become of a signal without a handler: signal(7). */
public enum Disposition {
    /** What the kernel does unless it is told otherwise; it ends the process as a rule. */
    SIG_DFL,
    /** Nothing. */
    SIG_IGN
}
