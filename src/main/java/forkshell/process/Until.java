package forkshell.process;

import forkshell.display.Messages;
import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for a time. */
public final class Until {
    private static final Messages WORDS = Messages.of(Until.class);

    /** Longer than any condition of a lesson takes, in milliseconds. */
    public static final int PATIENCE = 10_000;

    private static final long TURN_NANOS = 2_000_000;

    private Until() {}

    /**
     * Returns as soon as {@code condition} holds.
     *
     * @throws SystemCallException ETIMEDOUT after {@link #PATIENCE}, EINTR when it is stopped
     */
    public static void holds(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE * 1_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw failure("until", Errno.ETIMEDOUT, WORDS.get("until", PATIENCE / 1000));
            }
            shortly("until");
        }
    }

    /** Lets a moment pass between two looks. */
    static void shortly(String call) {
        if (Thread.interrupted()) {
            throw failure(call, Errno.EINTR, WORDS.get("stopped.waiting"));
        }
        LockSupport.parkNanos(TURN_NANOS);
    }

    private static SystemCallException failure(String call, Errno errno, String advice) {
        return new SystemCallException(call, "", errno, advice);
    }
}
