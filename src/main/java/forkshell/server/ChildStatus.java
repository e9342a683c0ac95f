package forkshell.server;

import static forkshell.libc.WaitStatus.WEXITSTATUS;
import static forkshell.libc.WaitStatus.WIFEXITED;
import static forkshell.libc.WaitStatus.WIFSIGNALED;
import static forkshell.libc.WaitStatus.WIFSTOPPED;
import static forkshell.libc.WaitStatus.WSTOPSIG;
import static forkshell.libc.WaitStatus.WTERMSIG;

import forkshell.process.Exit;

/** The two lines that the first lecture's printChildProcessStatus prints on stderr. */
public final class ChildStatus {
    private ChildStatus() {}

    /** Prints both lines with one call, so that nothing comes between them. */
    public static void print(Exit exit) {
        System.err.println(text(exit.pid(), exit.status()));
    }

    static String text(int pid, int status) {
        return "sig_chld_handler:wait:pid="
                + pid
                + ",status="
                + status
                + "\n  WIFEXITED:"
                + digit(WIFEXITED(status))
                + ",WEXITSTATUS:"
                + WEXITSTATUS(status)
                + ",WIFSIGNALED:"
                + digit(WIFSIGNALED(status))
                + ",WTERMSIG:"
                + WTERMSIG(status)
                + ",WIFSTOPPED:"
                + digit(WIFSTOPPED(status))
                + ",WSTOPSIG:"
                + WSTOPSIG(status);
    }

    private static int digit(boolean truth) {
        return truth ? 1 : 0;
    }
}
