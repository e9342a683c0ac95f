package forkshell.jvm;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;

/**
 * Gives a child back the default actions of the signals that the JVM handles by a thread which does
 * not exist in a child, so that SIGTERM ends it as it ends any process; unblocks everything.
 */
public final class DefaultSignals {
    /**
     * sizeof(struct sigaction) of glibc; the default action with an empty mask and no flags is all
     * zeros.
     */
    private static final int STRUCT_SIGACTION = 152;

    private static final int SIGSET = 128;

    private static final Signal[] HANDLED_BY_THREADS = {
        Signal.SIGHUP, Signal.SIGINT, Signal.SIGQUIT, Signal.SIGTERM, Signal.SIGCHLD
    };

    private final NativeBuffer defaultAction = new NativeBuffer(STRUCT_SIGACTION);
    private final NativeBuffer none = new NativeBuffer(SIGSET);

    /** In the parent, once: there is no signal 0, and this mask is only asked for. */
    public void warmUp() {
        Libc.sigaction(0, defaultAction.address(), 0);
        Libc.pthread_sigmask(Libc.SIG_SETMASK, 0, 0);
    }

    public void restore() {
        for (Signal signal : HANDLED_BY_THREADS) {
            SignalCalls.defaultAction(signal, defaultAction);
        }
        SignalCalls.unblockSignals(none);
    }
}
