package forkshell.jvm;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives a child back the default actions of the signals that the JVM handles, so that each ends it
 * as it ends any process; unblocks everything. What was ignored when the JVM started, as nohup(1)
 * ignores SIGHUP, stays ignored.
 */
public final class DefaultSignals {
    private static final int SIGSET = 128;

    private static final List<Signal> MAY_BE_IGNORED =
            List.of(Signal.SIGHUP, Signal.SIGINT, Signal.SIGQUIT, Signal.SIGTERM);

    private static final List<Signal> TAKEN_BY_THE_JVM =
            List.of(Signal.SIGCHLD, Signal.SIGPIPE, Signal.SIGUSR2, Signal.SIGXFSZ);

    /** SIG_DFL, no mask and no flags: all zeros. */
    private final NativeBuffer defaultAction = new NativeBuffer(SignalCalls.STRUCT_SIGACTION);

    private final List<Signal> handled = new ArrayList<>(TAKEN_BY_THE_JVM);
    private final SentFaults faults = new SentFaults();
    private final NativeBuffer none = new NativeBuffer(SIGSET);

    public DefaultSignals() {
        MAY_BE_IGNORED.stream().filter(signal -> !isIgnored(signal)).forEach(handled::add);
    }

    private static boolean isIgnored(Signal signal) {
        try (NativeBuffer action = new NativeBuffer(SignalCalls.STRUCT_SIGACTION)) {
            Libc.sigaction(signal.number(), 0, action.address());
            return action.getLong(0) == Libc.SIG_IGN;
        }
    }

    /** In the parent, once: there is no signal 0, and this mask is only asked for. */
    public void warmUp() {
        Libc.sigaction(0, defaultAction.address(), 0);
        Libc.pthread_sigmask(Libc.SIG_SETMASK, 0, 0);
    }

    public void restore() {
        for (Signal signal : handled) {
            SignalCalls.defaultAction(signal, defaultAction);
        }
        faults.restore();
        SignalCalls.unblockSignals(none);
    }
}
