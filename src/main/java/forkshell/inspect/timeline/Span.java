package forkshell.inspect.timeline;

/**
 * A phase from one moment to another, in nanoseconds of CLOCK_MONOTONIC.
 *
 * @param to not before {@code from}
 */
public record Span(Phase phase, long from, long to) {

    long overlap(long begin, long end) {
        return Math.min(to, end) - Math.max(from, begin);
    }

    boolean touches(long begin, long end) {
        return from < end && to >= begin;
    }
}
