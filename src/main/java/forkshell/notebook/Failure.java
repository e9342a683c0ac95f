package forkshell.notebook;

import forkshell.lab.CheckFailedException;
import forkshell.repl.Feedback;
import forkshell.repl.Line;
import forkshell.repl.Outcome;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;

/**
 * Why a cell ended early.
 *
 * @param kind the exception's class, or {@code Error} for source that does not compile
 * @param message the exception's, the compiler's first line, or a sentence
 * @param lines everything to tell: the place in the cell, the message, source or frames
 */
public record Failure(String kind, String message, List<String> lines) {

    private static final String CHECK = CheckFailedException.class.getName();

    /**
     * Returns whether a check did not hold: what was shown says why, and other cells may go well.
     */
    public boolean isCheck() {
        return kind.equals(CHECK);
    }

    static Failure of(Outcome outcome, Places places) {
        if (kind(outcome).equals(CHECK)) {
            String told = outcome.exception().getMessage();
            return new Failure(CHECK, told.lines().findFirst().orElse(""), told.lines().toList());
        }
        List<String> lines = new ArrayList<>();
        for (Line line : new Feedback(Feedback.Mode.NORMAL).lines(outcome)) {
            lines.add(places.inCells(withoutBar(line.text())));
        }
        String message = message(outcome, lines);
        lines.add(0, places.of(outcome.snippet(), position(outcome)) + ":");
        return new Failure(kind(outcome), message, lines);
    }

    static Failure ofLoss(String reason) {
        return new Failure("Lost", reason, List.of(reason));
    }

    static Failure ofCrash(String reason) {
        return new Failure("Error", reason, List.of(reason));
    }

    private static String withoutBar(String line) {
        return line.startsWith(Line.BAR) ? line.substring(Line.BAR.length()) : line;
    }

    private static String kind(Outcome outcome) {
        if (outcome.result() == Outcome.Result.STOPPED) {
            return "Interrupted";
        }
        return outcome.exception() instanceof EvalException thrown
                ? thrown.getExceptionClassName()
                : "Error";
    }

    private static String message(Outcome outcome, List<String> lines) {
        if (outcome.exception() instanceof EvalException thrown) {
            return String.valueOf(thrown.getMessage());
        }
        boolean heading = outcome.result() == Outcome.Result.REJECTED && lines.size() > 1;
        return lines.get(heading ? 1 : 0);
    }

    /** Where in the snippet the compiler's first error is; its beginning when it compiled. */
    private static int position(Outcome outcome) {
        return outcome.diagnostics().stream()
                .filter(Diag::isError)
                .mapToInt(error -> (int) Math.max(0, error.getStartPosition()))
                .findFirst()
                .orElse(0);
    }
}
