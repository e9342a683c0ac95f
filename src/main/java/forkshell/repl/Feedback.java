package forkshell.repl;

import forkshell.display.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/** Tells in {@code jshell}'s words what became of a snippet, in the user's language. */
public final class Feedback {
    /** How much is told; the names are {@code jshell}'s. */
    public enum Mode {
        VERBOSE,
        NORMAL,
        CONCISE,
        SILENT
    }

    private static final int MAX_VALUE_CHARACTERS = 20_000;
    private static final Messages MESSAGES = Messages.of(Feedback.class);

    private final Mode mode;

    public Feedback(Mode mode) {
        this.mode = mode;
    }

    /** Returns the lines for {@code outcome}; empty when there is nothing to tell. */
    public List<Line> lines(Outcome outcome) {
        return switch (outcome.result()) {
            case REJECTED -> new Rejection(outcome).lines();
            case THREW -> new ExceptionTrace(outcome).lines();
            case STOPPED -> stopped();
            case LOST -> List.of();
            case DONE -> done(outcome);
        };
    }

    /** Returns the lines for a snippet that was stopped, be it before it began. */
    public static List<Line> stopped() {
        return List.of(new Line(Line.Style.ERROR, Line.BAR + MESSAGES.get("stopped")));
    }

    private List<Line> done(Outcome outcome) {
        List<Line> lines = new ArrayList<>();
        if (mode != Mode.SILENT) {
            addValue(outcome, lines);
        }
        if (mode != Mode.SILENT || !outcome.unresolved().isEmpty()) {
            addChanges(outcome, lines);
        }
        return lines;
    }

    private void addValue(Outcome outcome, List<Line> lines) {
        String name = SnippetDescription.valueName(outcome.snippet());
        boolean untold = mode == Mode.CONCISE && SnippetDescription.isDeclared(outcome.snippet());
        if (name == null || untold || outcome.value() == null || outcome.value().isEmpty()) {
            return;
        }
        String value = shorten(outcome.value());
        String separator = value.indexOf('\n') >= 0 ? " ==>\n" : " ==> ";
        for (String line : (name + separator + value).split("\n", -1)) {
            lines.add(new Line(Line.Style.VALUE, line));
        }
    }

    private static String shorten(String value) {
        return value.length() <= MAX_VALUE_CHARACTERS
                ? value
                : value.substring(0, MAX_VALUE_CHARACTERS) + " ...";
    }

    private void addChanges(Outcome outcome, List<Line> lines) {
        List<SnippetEvent> events = outcome.events();
        if (mode == Mode.VERBOSE || isWorthTelling(outcome)) {
            addChange(events.get(0), outcome.unresolved(), Line.BAR, lines);
        }
        if (mode == Mode.VERBOSE) {
            events.stream()
                    .skip(1)
                    .forEach(event -> addChange(event, List.of(), Line.BAR + "  ", lines));
        }
    }

    private boolean isWorthTelling(Outcome outcome) {
        boolean declaration =
                outcome.snippet().kind() == Snippet.Kind.METHOD
                        || outcome.snippet().kind() == Snippet.Kind.TYPE_DECL
                        || !outcome.unresolved().isEmpty()
                        || outcome.status() == Snippet.Status.DROPPED;
        return declaration && (mode == Mode.NORMAL || !outcome.unresolved().isEmpty());
    }

    private static void addChange(
            SnippetEvent event, List<String> unresolved, String prefix, List<Line> lines) {
        String subject = SnippetDescription.of(event.snippet());
        if (subject != null) {
            String text = MESSAGES.get(SnippetDescription.change(event), subject);
            lines.add(
                    new Line(
                            Line.Style.CHANGE,
                            prefix
                                    + text
                                    + SnippetDescription.missing(event.snippet(), unresolved)));
        }
    }

    /** The errors of a snippet that did not compile, each with the line and a pointer. */
    private record Rejection(Outcome outcome) {
        List<Line> lines() {
            List<Line> lines = new ArrayList<>();
            outcome.diagnostics().stream().filter(Diag::isError).forEach(each -> add(each, lines));
            return lines;
        }

        private void add(Diag error, List<Line> lines) {
            lines.add(new Line(Line.Style.ERROR, Line.BAR + MESSAGES.get("error")));
            error.getMessage(Locale.getDefault())
                    .lines()
                    .filter(line -> !line.trim().startsWith("location:"))
                    .forEach(line -> lines.add(new Line(Line.Style.ERROR, Line.BAR + line)));
            lines.addAll(ErrorPlace.lines(outcome.snippet().source(), error));
        }
    }
}
