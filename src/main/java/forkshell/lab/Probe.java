package forkshell.lab;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks, where the learner's code runs, whether facts hold, or come to hold within a time; what is
 * found travels as the text of this object. An expression that throws gives what it threw.
 */
public final class Probe {
    private static final long TURN_NANOS = 10_000_000;
    private static final String BREAK = "\u2028";
    private static final int PARTS = 3;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String NONE = "none";

    private final String text;

    private Probe(String text) {
        this.text = text;
    }

    /**
     * Looks at facts in turn, until one does not hold.
     *
     * @param millis how long each may take to come true
     * @param facts three for each: what is found, what is expected, and what shows it if they
     *     differ
     */
    public static Probe first(int millis, Callable<?>... facts) {
        for (int i = 0; i < facts.length; i += PARTS) {
            if (!holds(millis, facts[i], facts[i + 1])) {
                return new Probe(
                        i / PARTS
                                + "\n"
                                + line(facts[i])
                                + "\n"
                                + line(facts[i + 1])
                                + "\n"
                                + line(facts[i + 2]));
            }
        }
        return new Probe(NONE);
    }

    /** A tick, or a cross and what stands behind it, in signs that need no translation. */
    static String verdict(
            String cause, Callable<?> actual, Callable<?> expected, Callable<?> evidence) {
        if (holds(PATIENCE_MILLIS, actual, expected)) {
            return "\u2713 " + value(expected);
        }
        String found = "\u2717 " + value(actual) + " \u2260 " + value(expected);
        String shown = value(evidence).toString().strip();
        return found + "\n" + (shown.isEmpty() ? "" : shown + "\n") + cause;
    }

    private static boolean holds(int millis, Callable<?> actual, Callable<?> expected) {
        long deadline = System.nanoTime() + millis * 1_000_000L;
        boolean same = same(actual, expected);
        while (!same && System.nanoTime() < deadline && !Thread.interrupted()) {
            LockSupport.parkNanos(TURN_NANOS);
            same = same(actual, expected);
        }
        return same;
    }

    private static boolean same(Callable<?> actual, Callable<?> expected) {
        Object found = value(actual);
        Object wanted = value(expected);
        return found.equals(wanted) || found.toString().equals(wanted.toString());
    }

    private static Object value(Callable<?> expression) {
        try {
            return Objects.requireNonNullElse(expression.call(), "null");
        } catch (Exception thrown) {
            return thrown;
        }
    }

    private static String line(Callable<?> expression) {
        return value(expression).toString().strip().replace("\n", BREAK);
    }

    /**
     * What a probe's text says of the first fact that does not hold.
     *
     * @param index which one it is
     */
    record Reading(int index, String actual, String expected, String evidence) {
        static boolean isNone(String text) {
            return text.equals(NONE);
        }

        static Reading parse(String text) {
            String[] lines = text.split("\n", -1);
            return new Reading(
                    Integer.parseInt(lines[0]),
                    lines[1].replace(BREAK, "\n"),
                    lines[2].replace(BREAK, "\n"),
                    lines[3].replace(BREAK, "\n"));
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
