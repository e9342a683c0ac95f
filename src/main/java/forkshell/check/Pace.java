package forkshell.check;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * How long this machine is given until a fact shows. A deadline has passed only when its time, as
 * long as the machine is slow, and a number of looks have passed: on a machine too busy to look,
 * nothing comes too late.
 */
final class Pace {
    /** Enough for whatever a server does at once. */
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration START_OF_A_PROGRAM = Duration.ofMillis(15);
    private static final double SLOWEST = 8;
    private static final int SAMPLES = 5;
    private static final long FIRST_TURN_NANOS = 200_000;
    private static final long LONGEST_TURN_NANOS = 10_000_000;

    /** A look takes at most a few turns unless the machine is busy. */
    private static final long TURNS_FOR_A_LOOK = 4;

    private final double slowness;

    private Pace(double slowness) {
        this.slowness = slowness;
    }

    /** Starts a few programs that do nothing, and takes the time of the middle one. */
    static Pace measured() {
        long middle =
                IntStream.range(0, SAMPLES)
                        .mapToLong(i -> nanosOfAProgram())
                        .sorted()
                        .skip(SAMPLES / 2)
                        .findFirst()
                        .orElseThrow();
        double slowness = (double) middle / START_OF_A_PROGRAM.toNanos();
        return new Pace(Math.max(1, Math.min(SLOWEST, slowness)));
    }

    private static long nanosOfAProgram() {
        long begin = System.nanoTime();
        try {
            new ProcessBuilder("/bin/true")
                    .start()
                    .waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException absent) {
            return START_OF_A_PROGRAM.toNanos();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime() - begin;
    }

    /** Returns whether {@code fact} shows, sooner or later. */
    boolean shows(BooleanSupplier fact) {
        return shows(PATIENCE, fact);
    }

    /** Returns whether {@code fact} shows within {@code time} on a fast machine. */
    boolean shows(Duration time, BooleanSupplier fact) {
        long nanos = (long) (time.toNanos() * slowness);
        long end = System.nanoTime() + nanos;
        long looks = nanos / LONGEST_TURN_NANOS / TURNS_FOR_A_LOOK;
        for (long turn = FIRST_TURN_NANOS; !fact.getAsBoolean(); looks--) {
            if (System.nanoTime() > end && looks <= 0) {
                return false;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new Stopped();
            }
            LockSupport.parkNanos(turn);
            turn = Math.min(2 * turn, LONGEST_TURN_NANOS);
        }
        return true;
    }

    /**
     * Returns whether {@code fact} holds at most of the looks of {@code time}, a hundred at least.
     */
    boolean mostlyHolds(Duration time, BooleanSupplier fact) {
        int[] looks = {0, 0};
        shows(
                time,
                () -> {
                    looks[fact.getAsBoolean() ? 0 : 1]++;
                    return false;
                });
        return looks[0] > looks[1];
    }

    /** The check is over before it has ended. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
