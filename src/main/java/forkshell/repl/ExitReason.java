package forkshell.repl;

import forkshell.display.Messages;

/** Says in a sentence why a JVM is gone. */
final class ExitReason {
    private static final int SIGNALLED = 128;
    private static final int SIGABRT = 6;
    private static final int SIGKILL = 9;
    private static final int SIGSEGV = 11;
    private static final Messages MESSAGES = Messages.of(ExitReason.class);

    private ExitReason() {}

    /** Returns the reason for {@code Process.exitValue()}, where 128 + N stands for signal N. */
    static String of(int status) {
        return switch (status - SIGNALLED) {
            case SIGKILL -> MESSAGES.get("lost.killed");
            case SIGABRT, SIGSEGV -> MESSAGES.get("lost.crashed", status - SIGNALLED);
            default ->
                    status > SIGNALLED
                            ? MESSAGES.get("lost.signal", status - SIGNALLED)
                            : MESSAGES.get("lost.exited", status);
        };
    }
}
