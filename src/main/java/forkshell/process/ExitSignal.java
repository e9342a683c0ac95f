package forkshell.process;

import forkshell.jvm.JvmSignal;
import forkshell.libc.Signal;

/**
 * What this JVM does on SIGCHLD. The first ProcessBuilder of a JVM sets SIGCHLD to its default, so
 * that has to happen before anything else is set.
 */
final class ExitSignal {
    private ExitSignal() {}

    private static void letProcessBuilderResetFirst() {
        try {
            Class.forName("java.lang.ProcessImpl");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this JDK has no java.lang.ProcessImpl", e);
        }
    }

    static void handle(Runnable action) {
        letProcessBuilderResetFirst();
        JvmSignal.handle(Signal.SIGCHLD, action);
    }

    /**
     * The default action: nothing happens, and an ended child stays a zombie until somebody waits
     * for it.
     */
    static void restoreDefault() {
        letProcessBuilderResetFirst();
        JvmSignal.restoreDefault(Signal.SIGCHLD);
    }

    /** SIG_IGN: an ended child leaves no zombie and no status; waitpid(2) says ECHILD. */
    static void ignore() {
        letProcessBuilderResetFirst();
        JvmSignal.ignore(Signal.SIGCHLD);
    }
}
