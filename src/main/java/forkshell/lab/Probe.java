package forkshell.lab;

import forkshell.display.Display;
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
            Look look = Look.within(millis, facts[i], facts[i + 1]);
            if (!look.holds()) {
                return new Probe(look.told(i / PARTS, facts[i + 2]));
            }
        }
        return new Probe(NONE);
    }

    /**
     * Prints a tick, or {@code cause} on standard error, and shows what stands behind it. The signs
     * need no translation.
     *
     * @throws CheckFailedException when the fact does not hold
     */
    static void check(
            String cause, Callable<?> actual, Callable<?> expected, Callable<?> evidence) {
        Look look = Look.within(PATIENCE_MILLIS, actual, expected);
        if (look.holds()) {
            System.out.println("\u2713 " + look.wanted());
            return;
        }
        System.err.println(cause);
        Object shown = value(evidence);
        if (!shown.toString().isBlank()) {
            Display.show(shown);
        }
        throw new CheckFailedException(
                cause, "\u2717 " + look.found() + " \u2260 " + look.wanted());
    }

    /** Each side once: what is told is what was compared, and a call that waits waits once. */
    private record Look(Object found, Object wanted) {
        static Look within(int millis, Callable<?> actual, Callable<?> expected) {
            long deadline = System.nanoTime() + millis * 1_000_000L;
            Look look = new Look(value(actual), value(expected));
            while (!look.holds() && System.nanoTime() < deadline && !Thread.interrupted()) {
                LockSupport.parkNanos(TURN_NANOS);
                look = new Look(value(actual), value(expected));
            }
            return look;
        }

        boolean holds() {
            return found.equals(wanted) || found.toString().equals(wanted.toString());
        }

        String told(int index, Callable<?> evidence) {
            return String.join(
                    "\n", String.valueOf(index), line(found), line(wanted), line(value(evidence)));
        }
    }

    private static Object value(Callable<?> expression) {
        try {
            return Objects.requireNonNullElse(expression.call(), "null");
        } catch (Exception thrown) {
            return thrown;
        }
    }

    private static String line(Object value) {
        return value.toString().strip().replace("\n", BREAK);
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
