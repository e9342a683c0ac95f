package forkshell.lab;

import forkshell.display.Display;
import forkshell.inspect.RenderOptions;
import forkshell.inspect.Table;
import forkshell.inspect.timeline.Timeline;
import java.util.Arrays;
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
    private static final int EVIDENCE = 2;
    private static final int FIRST_CASE = 3;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int INDENT = 8;
    private static final String NONE = "none";

    private static String found = "";

    private final String text;

    private Probe(String text) {
        this.text = text;
    }

    /**
     * Looks at facts in turn, until one does not hold.
     *
     * @param millis how long each may take to come true
     * @param facts of each: what is found, what is expected, what shows it if they differ, and then
     *     the cases that its special causes are for
     */
    public static Probe first(int millis, Callable<?>[]... facts) {
        for (int i = 0; i < facts.length; i++) {
            Sight sight = Sight.within(millis, facts[i][0], facts[i][1]);
            if (!sight.holds()) {
                found = sight.found().toString();
                return new Probe(sight.told(i, facts[i]));
            }
        }
        return new Probe(NONE);
    }

    /** Returns what the check that does not hold has found, as text. */
    static String found() {
        return found;
    }

    /**
     * Prints a tick, or {@code cause} on standard error, and shows what stands behind it. The signs
     * need no translation.
     *
     * @throws CheckFailedException when the fact does not hold
     */
    static void check(
            String cause, Callable<?> actual, Callable<?> expected, Callable<?> evidence) {
        Sight sight = Sight.within(PATIENCE_MILLIS, actual, expected);
        if (sight.holds()) {
            System.out.println("\u2713 " + sight.wanted());
            return;
        }
        System.err.println(cause);
        Object shown = value(evidence);
        if (!shown.toString().isBlank()) {
            Display.show(shown);
        }
        throw new CheckFailedException(
                cause, "\u2717 " + sight.found() + " \u2260 " + sight.wanted());
    }

    /** Each side once: what is told is what was compared, and a call that waits waits once. */
    private record Sight(Object found, Object wanted) {
        static Sight within(int millis, Callable<?> actual, Callable<?> expected) {
            long deadline = System.nanoTime() + millis * 1_000_000L;
            Sight sight = new Sight(value(actual), value(expected));
            while (sight.mayChange() && System.nanoTime() < deadline && !Thread.interrupted()) {
                LockSupport.parkNanos(TURN_NANOS);
                sight = new Sight(value(actual), value(expected));
            }
            return sight;
        }

        boolean holds() {
            return found.equals(wanted) || found.toString().equals(wanted.toString());
        }

        /** No waiting makes a value of a variable that is null or of another type. */
        private boolean mayChange() {
            return !holds() && !isMissing() && !(found instanceof WrongType);
        }

        private boolean isMissing() {
            return found instanceof MissingValue || found instanceof NullPointerException;
        }

        String told(int index, Callable<?>[] fact) {
            return String.join(
                    "\n",
                    String.valueOf(index),
                    String.valueOf(caseOf(fact)),
                    String.valueOf(found instanceof WrongType),
                    isMissing() ? "null" : line(found),
                    line(wanted),
                    line(value(fact[EVIDENCE])));
        }

        /** The number of the first special case that is true, from 1 on; 0 for none. */
        private static int caseOf(Callable<?>[] fact) {
            for (int i = FIRST_CASE; i < fact.length; i++) {
                if (value(fact[i]).equals(true)) {
                    return i - FIRST_CASE + 1;
                }
            }
            return 0;
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
        return shown(value).strip().replace("\n", BREAK);
    }

    private static String shown(Object value) {
        if (value instanceof Table<?> table) {
            return table.text(narrow());
        }
        return value instanceof Timeline timeline ? timeline.text(narrow()) : value.toString();
    }

    /** The evidence is shown indented. */
    private static RenderOptions narrow() {
        RenderOptions options = RenderOptions.fromEnvironment();
        int columns = options.columns() == 0 ? 0 : Math.max(1, options.columns() - INDENT);
        return new RenderOptions(options.colour(), columns, options.language());
    }

    /**
     * What a probe's text says of the first fact that does not hold.
     *
     * @param index which one it is
     * @param cause which of its causes it has
     * @param wrongType whether what was found has a type that cannot mean what is needed
     */
    record Reading(
            int index,
            int cause,
            boolean wrongType,
            String actual,
            String expected,
            String evidence) {
        private static final int PARTS = 6;

        static boolean isNone(String text) {
            return text.equals(NONE);
        }

        /** A text that was cut lacks its last parts, the evidence first. */
        static Reading parse(String text) {
            String[] parts = Arrays.copyOf(text.split("\n", -1), PARTS);
            return new Reading(
                    Integer.parseInt(parts[0]),
                    Integer.parseInt(parts[1]),
                    Boolean.parseBoolean(parts[2]),
                    broken(parts[3]),
                    broken(parts[4]),
                    broken(parts[5]));
        }

        private static String broken(String part) {
            return part == null ? "" : part.replace(BREAK, "\n");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
