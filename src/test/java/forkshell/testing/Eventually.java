package forkshell.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never for a time. */
public final class Eventually {
    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final long FIRST_TURN_NANOS = 1_000_000;
    private static final long LONGEST_TURN_NANOS = 32_000_000;

    private Eventually() {}

    /** Returns as soon as {@code condition} holds; fails after {@link #DEADLINE}. */
    public static void holds(String what, BooleanSupplier condition) {
        holds(DEADLINE, () -> what, condition);
    }

    /** The same with a deadline of one's own, and a text that is made when it has passed. */
    public static void holds(Duration deadline, Supplier<String> what, BooleanSupplier condition) {
        if (!within(deadline, condition)) {
            throw new AssertionError("not within " + deadline.toMillis() + " ms: " + what.get());
        }
    }

    /** Whether {@code condition} comes to hold before the deadline. */
    public static boolean within(Duration deadline, BooleanSupplier condition) {
        long end = System.nanoTime() + deadline.toNanos();
        long turn = FIRST_TURN_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(turn);
            turn = Math.min(2 * turn, LONGEST_TURN_NANOS);
        }
        return true;
    }
}
