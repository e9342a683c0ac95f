package forkshell.lab;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of a step.
 *
 * @param mark whether it is done
 * @param hints how many were given
 * @param shown whether the solution was shown before the step was passed, or done for the learner
 * @param late whether the guess came after something had been done
 * @param minutes how long it took
 */
public record StepRecord(Mark mark, int hints, boolean shown, boolean late, int minutes) {
    static final StepRecord NEW = new StepRecord(Mark.OPEN, 0, false, false, 0);

    private static final Pattern LINE =
            Pattern.compile(
                    "(OPEN|PASSED|SKIPPED)(?: hints=(\\d{1,3}))?( shown)?( late)?(?: minutes=(\\d{1,6}))?");

    /** Where a step stands. */
    public enum Mark {
        OPEN,
        PASSED,
        SKIPPED
    }

    /** Returns whether the learner has done it without the solution. */
    public boolean isOwn() {
        return mark == Mark.PASSED && !shown;
    }

    StepRecord as(Mark mark) {
        return new StepRecord(mark, hints, shown, late, minutes);
    }

    StepRecord withHints(int hints) {
        return new StepRecord(mark, Math.max(hints, this.hints), shown, late, minutes);
    }

    StepRecord asShown() {
        return new StepRecord(mark, hints, true, late, minutes);
    }

    StepRecord asLate() {
        return new StepRecord(mark, hints, shown, true, minutes);
    }

    StepRecord plusMinutes(int more) {
        return new StepRecord(mark, hints, shown, late, minutes + more);
    }

    /** Returns what {@link #toString} has written; empty when it is something else. */
    static Optional<StepRecord> parse(String text) {
        Matcher line = LINE.matcher(text);
        return line.matches() ? Optional.of(of(line)) : Optional.empty();
    }

    private static StepRecord of(Matcher line) {
        return new StepRecord(
                Mark.valueOf(line.group(1)),
                number(line.group(2)),
                line.group(3) != null,
                line.group(4) != null,
                number(line.group(5)));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Returns {@code PASSED hints=2 shown late minutes=7}; what is nothing is left out. */
    @Override
    public String toString() {
        return mark
                + (hints > 0 ? " hints=" + hints : "")
                + (shown ? " shown" : "")
                + (late ? " late" : "")
                + (minutes > 0 ? " minutes=" + minutes : "");
    }
}
