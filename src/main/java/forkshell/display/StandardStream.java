package forkshell.display;

/** The stream of a process on which a text came. */
public enum StandardStream {
    OUT,
    ERR,

    /** Calls in the notation of strace(1), which name their process; shown on standard error. */
    TRACE;

    /** Tells whether the text belongs on standard error. */
    public boolean isError() {
        return this != OUT;
    }

    /**
     * Returns what is shown in front of a line of a child, such as {@code [4242] }.
     *
     * @param pid of the child, or 0 for the JVM of the snippets, whose lines have no mark
     */
    public String mark(int pid) {
        return pid == 0 || this == TRACE ? "" : "[" + pid + "] ";
    }
}
