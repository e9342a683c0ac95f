package forkshell.libc;

/**
 * The macros of wait(2), with C's names and, for those that test, C's 1 and 0 as true and false.
 */
public final class WaitStatus {
    private static final int SIGNAL_MASK = 0x7f;
    private static final int CORE_FLAG = 0x80;
    private static final int STOPPED = 0x7f;
    private static final int CONTINUED = 0xffff;

    private WaitStatus() {}

    public static boolean WIFEXITED(int status) {
        return WTERMSIG(status) == 0;
    }

    public static int WEXITSTATUS(int status) {
        return status >> 8 & 0xff;
    }

    /** glibc's own expression: false for a stopped child, whose low seven bits are all ones. */
    public static boolean WIFSIGNALED(int status) {
        return (byte) ((status & SIGNAL_MASK) + 1) >> 1 > 0;
    }

    public static int WTERMSIG(int status) {
        return status & SIGNAL_MASK;
    }

    public static boolean WCOREDUMP(int status) {
        return (status & CORE_FLAG) != 0;
    }

    public static boolean WIFSTOPPED(int status) {
        return (status & 0xff) == STOPPED;
    }

    public static int WSTOPSIG(int status) {
        return WEXITSTATUS(status);
    }

    public static boolean WIFCONTINUED(int status) {
        return status == CONTINUED;
    }

    /** Returns what strace prints between the braces. */
    static String traced(int status) {
        if (WIFEXITED(status)) {
            return "WIFEXITED(s) && WEXITSTATUS(s) == " + WEXITSTATUS(status);
        }
        if (WIFSTOPPED(status)) {
            return "WIFSTOPPED(s) && WSTOPSIG(s) == " + Signal.nameOf(WSTOPSIG(status));
        }
        if (WIFCONTINUED(status)) {
            return "WIFCONTINUED(s)";
        }
        String core = WCOREDUMP(status) ? " && WCOREDUMP(s)" : "";
        return "WIFSIGNALED(s) && WTERMSIG(s) == " + Signal.nameOf(WTERMSIG(status)) + core;
    }
}
