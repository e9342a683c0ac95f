package forkshell.libc;

import java.util.List;
import java.util.Optional;

/**
 * A signal of signal(7), with the numbers of x86-64 and aarch64.
 *
 * @param number 1 to 64
 */
public record Signal(int number) {
    private static final List<String> NAMES =
            List.of(
                    "SIGHUP",
                    "SIGINT",
                    "SIGQUIT",
                    "SIGILL",
                    "SIGTRAP",
                    "SIGABRT",
                    "SIGBUS",
                    "SIGFPE",
                    "SIGKILL",
                    "SIGUSR1",
                    "SIGSEGV",
                    "SIGUSR2",
                    "SIGPIPE",
                    "SIGALRM",
                    "SIGTERM",
                    "SIGSTKFLT",
                    "SIGCHLD",
                    "SIGCONT",
                    "SIGSTOP",
                    "SIGTSTP",
                    "SIGTTIN",
                    "SIGTTOU",
                    "SIGURG",
                    "SIGXCPU",
                    "SIGXFSZ",
                    "SIGVTALRM",
                    "SIGPROF",
                    "SIGWINCH",
                    "SIGIO",
                    "SIGPWR",
                    "SIGSYS");
    private static final int SIGRTMIN = 34;
    private static final int LAST = 64;

    public static final Signal SIGHUP = new Signal(1);
    public static final Signal SIGINT = new Signal(2);
    public static final Signal SIGQUIT = new Signal(3);
    public static final Signal SIGILL = new Signal(4);
    public static final Signal SIGTRAP = new Signal(5);
    public static final Signal SIGABRT = new Signal(6);
    public static final Signal SIGBUS = new Signal(7);
    public static final Signal SIGFPE = new Signal(8);
    public static final Signal SIGKILL = new Signal(9);
    public static final Signal SIGUSR1 = new Signal(10);
    public static final Signal SIGSEGV = new Signal(11);
    public static final Signal SIGUSR2 = new Signal(12);
    public static final Signal SIGPIPE = new Signal(13);
    public static final Signal SIGALRM = new Signal(14);
    public static final Signal SIGTERM = new Signal(15);
    public static final Signal SIGCHLD = new Signal(17);
    public static final Signal SIGCONT = new Signal(18);
    public static final Signal SIGSTOP = new Signal(19);
    public static final Signal SIGTSTP = new Signal(20);
    public static final Signal SIGTTIN = new Signal(21);
    public static final Signal SIGTTOU = new Signal(22);
    public static final Signal SIGURG = new Signal(23);
    public static final Signal SIGXCPU = new Signal(24);
    public static final Signal SIGXFSZ = new Signal(25);
    public static final Signal SIGVTALRM = new Signal(26);
    public static final Signal SIGPROF = new Signal(27);
    public static final Signal SIGWINCH = new Signal(28);
    public static final Signal SIGIO = new Signal(29);
    public static final Signal SIGSYS = new Signal(31);

    public Signal {
        if (number < 1 || number > LAST) {
            throw new SystemCallException(
                    "signal", Integer.toString(number), Errno.EINVAL, Advice.text("signal"));
        }
    }

    /** Returns {@code SIGKILL}, {@code SIGRTMIN+2}. */
    public String name() {
        return nameOf(number);
    }

    /** Returns the name for a number; a number without one stands for itself. */
    public static String nameOf(int number) {
        if (number >= 1 && number <= NAMES.size()) {
            return NAMES.get(number - 1);
        }
        return number >= SIGRTMIN && number <= LAST
                ? "SIGRTMIN+" + (number - SIGRTMIN)
                : Integer.toString(number);
    }

    /** Returns the signal of a name such as {@code SIGKILL}; empty when there is none. */
    public static Optional<Signal> named(String name) {
        int index = NAMES.indexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(new Signal(index + 1));
    }

    @Override
    public String toString() {
        return name();
    }
}
