package forkshell.process;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.RefusedException;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;

/**
 * What a child can do about the signals that it gets: block one, take one that is pending, catch
 * one. A child has one thread, so it behaves as the C programs of the textbooks do; the JVM that is
 * its parent has many, and is refused.
 */
public final class OwnSignals {
    private static final int SIGSET = 128;
    private static final int STRUCT_TIMESPEC = 16;

    private OwnSignals() {}

    /** Keeps {@code signal} pending until it is taken: sigprocmask(2). */
    public static void block(Signal signal) {
        RefusedException.unlessInChild("blockSignal", signal);
        try (NativeBuffer set = setOf(signal)) {
            SignalCalls.blockSignals(set, signal);
        }
    }

    /** Lets {@code signal} come again; one that is pending comes at once: sigprocmask(2). */
    public static void unblock(Signal signal) {
        RefusedException.unlessInChild("unblockSignal", signal);
        try (NativeBuffer set = setOf(signal)) {
            SignalCalls.unblockSignals(set, signal);
        }
    }

    /** Has {@code signal} ignored, or do again what signal(7) says: sigaction(2). */
    public static void dispose(Signal signal, Disposition disposition) {
        RefusedException.unlessInChild("signal", signal + ", " + disposition);
        if (disposition == Disposition.SIG_IGN) {
            SignalCalls.ignore(signal);
            return;
        }
        try (NativeBuffer zeros = new NativeBuffer(SignalCalls.STRUCT_SIGACTION)) {
            SignalCalls.defaultAction(signal, zeros);
        }
    }

    /** Sends {@code signal} to this child: kill(2). */
    public static void raise(Signal signal) {
        RefusedException.unlessInChild("raise", signal);
        int self = Libc.getpid();
        Journal.record(Event.SIGNAL, self, signal.number());
        SignalCalls.kill(self, signal);
    }

    /** Has SIGALRM come in so many seconds: alarm(2). */
    public static int alarm(int seconds) {
        RefusedException.unlessInChild("alarm", seconds);
        return SignalCalls.alarm(seconds);
    }

    /** Takes {@code signal} if it is pending; false when it is not. sigtimedwait(2), no waiting. */
    public static boolean take(Signal signal) {
        RefusedException.unlessInChild("takeSignal", signal);
        try (NativeBuffer set = setOf(signal);
                NativeBuffer now = new NativeBuffer(STRUCT_TIMESPEC)) {
            boolean taken = SignalCalls.takeSignal(set, now, signal);
            if (taken) {
                Journal.record(Event.TAKE_SIGNAL, signal.number());
            }
            return taken;
        }
    }

    /**
     * Has {@code signal} caught by a handler that does nothing: sigaction(2). A system call that it
     * interrupts fails with EINTR, or with SA_RESTART goes on.
     */
    public static void catchSignal(Signal signal, boolean restart) {
        RefusedException.unlessInChild("catchSignal", signal);
        try (NativeBuffer action = new NativeBuffer(SignalCalls.STRUCT_SIGACTION)) {
            action.putLong(0, Libc.harmlessFunction());
            action.putInt(SignalCalls.SA_FLAGS, restart ? Libc.SA_RESTART : 0);
            SignalCalls.sigaction(signal, action, restart ? "SA_RESTART" : "0");
        }
    }

    /** Waits until a signal ends the child, or is caught: pause(2). */
    public static void pause() {
        RefusedException.unlessInChild("pause", "");
        SignalCalls.pause();
    }

    private static NativeBuffer setOf(Signal signal) {
        NativeBuffer set = new NativeBuffer(SIGSET);
        set.putLong(0, 1L << signal.number() - 1);
        return set;
    }
}
