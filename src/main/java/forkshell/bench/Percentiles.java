package forkshell.bench;

import java.util.Arrays;

/** The median and the 99th percentile of times. */
final class Percentiles {
    private static final double NANOS_PER_MICRO = 1e3;

    private Percentiles() {}

    /**
     * Returns the median and the 99th percentile of the first {@code count} times, given in
     * nanoseconds, both in microseconds, with a blank between.
     */
    static String of(long[] nanos, int count) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[count / 2] / NANOS_PER_MICRO
                + " "
                + sorted[count * 99 / 100] / NANOS_PER_MICRO;
    }
}
