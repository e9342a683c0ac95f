package forkshell.process;

import forkshell.libc.Signal;
import forkshell.libc.Usage;
import forkshell.libc.WaitStatus;

/**
 * How a child ended: the value that waitpid(2) gave for it, decoded by C's macros.
 *
 * @param pid the child's pid
 * @param status the wait status, undecoded
 * @param reason why forkshell ended it, in plain words; empty when it did not
 * @param usage the processor time and the memory that it has used; null when only its status is
 *     known
 */
public record Exit(int pid, int status, String reason, Usage usage) {
    /** A status that was not waited for, such as that of a zombie. */
    public Exit(int pid, int status) {
        this(pid, status, "", null);
    }

    /** WIFEXITED: it ended by itself. */
    public boolean exited() {
        return WaitStatus.WIFEXITED(status);
    }

    /** WEXITSTATUS, 0 to 255; -1 when a signal ended it. */
    public int exitCode() {
        return exited() ? WaitStatus.WEXITSTATUS(status) : -1;
    }

    /** WIFSIGNALED: a signal ended it. */
    public boolean signaled() {
        return WaitStatus.WIFSIGNALED(status);
    }

    /** WTERMSIG: the signal that ended it; null when none did. */
    public Signal signal() {
        return signaled() ? new Signal(WaitStatus.WTERMSIG(status)) : null;
    }

    /** WIFSTOPPED: a signal stopped it, it has not ended; only waitpid with WUNTRACED tells. */
    public boolean stopped() {
        return WaitStatus.WIFSTOPPED(status);
    }

    /** WSTOPSIG: the signal that stopped it; null when none did. */
    public Signal stopSignal() {
        return stopped() ? new Signal(WaitStatus.WSTOPSIG(status)) : null;
    }

    /** WIFCONTINUED: it was stopped and goes on; only waitpid with WCONTINUED tells. */
    public boolean continued() {
        return WaitStatus.WIFCONTINUED(status);
    }

    /** WCOREDUMP: a signal ended it and its memory was dumped. */
    public boolean coreDumped() {
        return signaled() && WaitStatus.WCOREDUMP(status);
    }

    /** Returns {@code child 4242 exited with 0}, {@code child 4242 killed by SIGKILL}. */
    @Override
    public String toString() {
        return "child " + pid + " " + how() + (reason.isEmpty() ? "" : ": " + reason);
    }

    private String how() {
        if (stopped()) {
            return "stopped by " + stopSignal();
        }
        if (continued()) {
            return "goes on";
        }
        return exited()
                ? "exited with " + exitCode()
                : "killed by " + signal() + (coreDumped() ? ", core dumped" : "");
    }
}
