package forkshell.libc;

import static forkshell.libc.CallResult.check;
import static forkshell.libc.CallResult.checked;
import static forkshell.libc.CallResult.traced;

/** Sending, blocking, taking and handling signals, checked and traced: see signal(7). */
public final class SignalCalls {
    /** Bytes of glibc's {@code struct sigaction}: its first eight are the handler. */
    public static final int STRUCT_SIGACTION = 152;

    /** Where its flags are. */
    public static final int SA_FLAGS = 136;

    private SignalCalls() {}

    public static void kill(int pid, Signal signal) {
        check(Libc.kill(pid, signal.number()), "kill", pid, signal);
    }

    /** sigprocmask(2) with SIG_BLOCK, in a process of one thread. */
    public static void blockSignals(NativeBuffer set, Signal only) {
        int error = Libc.pthread_sigmask(Libc.SIG_BLOCK, set.address(), 0);
        check(-error, "rt_sigprocmask", "SIG_BLOCK", "[" + only + "]", "NULL", 8);
    }

    /** sigprocmask(2) with SIG_UNBLOCK. */
    public static void unblockSignals(NativeBuffer set, Signal only) {
        int error = Libc.pthread_sigmask(Libc.SIG_UNBLOCK, set.address(), 0);
        check(-error, "rt_sigprocmask", "SIG_UNBLOCK", "[" + only + "]", "NULL", 8);
    }

    /** SIG_IGN for {@code signal}. */
    public static void ignore(Signal signal) {
        try (NativeBuffer action = new NativeBuffer(STRUCT_SIGACTION)) {
            action.putLong(0, Libc.SIG_IGN);
            int r = Libc.sigaction(signal.number(), action.address(), 0);
            String traced = "{sa_handler=SIG_IGN, sa_mask=[], sa_flags=0}";
            check(r, "rt_sigaction", signal, traced, "NULL", 8);
        }
    }

    /** Returns how many seconds an alarm set before had left, or 0. */
    public static int alarm(int seconds) {
        int left = Libc.alarm(seconds);
        check(left, "alarm", seconds);
        return left;
    }

    /** sigprocmask(2) with SIG_SETMASK and the empty set {@code none}. */
    public static void unblockSignals(NativeBuffer none) {
        int r = -Libc.pthread_sigmask(Libc.SIG_SETMASK, none.address(), 0);
        if (!Trace.quiet(r)) {
            checked(r, "rt_sigprocmask", "SIG_SETMASK", "[]", "NULL", 8);
        }
    }

    /**
     * sigtimedwait(2) with a time of 0: whether a signal of {@code set} was pending; it is not now.
     */
    public static boolean takeSignal(NativeBuffer set, NativeBuffer zero, Signal only) {
        int signal = Libc.sigtimedwait(set.address(), 0, zero.address());
        if (signal == -1 && Libc.errno() == Errno.EAGAIN.number()) {
            traced(signal, "rt_sigtimedwait", "[" + only + "]", "NULL", "{0, 0}", 8);
            return false;
        }
        check(signal, "rt_sigtimedwait", "[" + only + "]", "NULL", "{0, 0}", 8);
        return true;
    }

    /** pause(2): returns when a signal has been caught, which it calls EINTR. */
    public static void pause() {
        traced(Libc.pause(), "pause");
    }

    public static void sigaction(Signal signal, NativeBuffer action, String flags) {
        check(
                Libc.sigaction(signal.number(), action.address(), 0),
                "rt_sigaction",
                signal,
                "{sa_handler=abs, sa_flags=" + flags + "}",
                "NULL",
                8);
    }

    /** Installs a handler with no mask, SA_RESTART and SA_SIGINFO: what {@code action} says. */
    public static void sigaction(Signal signal, NativeBuffer action) {
        int r = Libc.sigaction(signal.number(), action.address(), 0);
        if (!Trace.quiet(r)) {
            String handler = TraceFormat.hexadecimal(action.getLong(0));
            String traced =
                    "{sa_handler=" + handler + ", sa_mask=[], sa_flags=SA_RESTART|SA_SIGINFO}";
            checked(r, "rt_sigaction", signal, traced, "NULL", 8);
        }
    }

    /**
     * SIG_DFL for {@code signal}; {@code zeros} is a struct sigaction with no mask and no flags.
     */
    public static void defaultAction(Signal signal, NativeBuffer zeros) {
        int r = Libc.sigaction(signal.number(), zeros.address(), 0);
        if (!Trace.quiet(r)) {
            String action = "{sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}";
            checked(r, "rt_sigaction", signal, action, "NULL", 8);
        }
    }

    /** Makes {@code pid} the process that gets the signal of {@link #signalWhenReady}. */
    public static void setOwner(int fd, int pid) {
        int r = Libc.fcntl(fd, Libc.F_SETOWN, pid);
        if (!Trace.quiet(r)) {
            checked(r, "fcntl", fd, "F_SETOWN", pid);
        }
    }

    /** Sends {@code signal} to its owner when {@code fd} is ready or hung up: fcntl(2). */
    public static void signalWhenReady(int fd, Signal signal) {
        check(Libc.fcntl(fd, Libc.F_SETSIG, signal.number()), "fcntl", fd, "F_SETSIG", signal);
        check(
                Libc.fcntl(fd, Libc.F_SETFL, Libc.O_ASYNC),
                "fcntl",
                fd,
                "F_SETFL",
                "O_RDONLY|FASYNC");
    }
}
