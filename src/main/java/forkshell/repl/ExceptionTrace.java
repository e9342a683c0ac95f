package forkshell.repl;

import forkshell.display.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.jshell.EvalException;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/** An exception as the learner should see it: its message, its causes, and their own frames. */
record ExceptionTrace(Outcome outcome) {
    private static final String OWN_FILE = "#";

    /** Frames that are shown of each end of a long trace. */
    private static final int FOLDED_ENDS = 8;

    private static final Messages MESSAGES = Messages.of(ExceptionTrace.class);

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        add("exception", outcome.exception(), lines);
        return lines;
    }

    private void add(String key, Throwable exception, List<Line> lines) {
        for (String line : message(key, exception).split("\n")) {
            lines.add(new Line(Line.Style.ERROR, Line.BAR + line));
        }
        List<String> places =
                Arrays.stream(exception.getStackTrace())
                        .filter(ExceptionTrace::isOwn)
                        .filter(frame -> !isAuxiliary(frame))
                        .map(frame -> "at " + place(frame))
                        .toList();
        folded(places)
                .forEach(each -> lines.add(new Line(Line.Style.FRAME, Line.BAR + "      " + each)));
        if (exception.getCause() instanceof JShellException cause) {
            add("cause", cause, lines);
        }
    }

    /** A deep recursion shows where it began and where it ended. */
    private static List<String> folded(List<String> places) {
        int more = places.size() - 2 * FOLDED_ENDS;
        if (more <= 1) {
            return places;
        }
        List<String> folded = new ArrayList<>(places.subList(0, FOLDED_ENDS));
        folded.add(MESSAGES.get("frames.more", more));
        folded.addAll(places.subList(places.size() - FOLDED_ENDS, places.size()));
        return folded;
    }

    private static boolean isOwn(StackTraceElement frame) {
        return frame.getFileName() != null && frame.getFileName().startsWith(OWN_FILE);
    }

    /** A variable's initializer is in a method of its own, called from the snippet's. */
    private static boolean isAuxiliary(StackTraceElement frame) {
        return frame.getMethodName().equals("do_it$Aux");
    }

    private String message(String key, Throwable exception) {
        if (exception instanceof UnresolvedReferenceException reference) {
            return MESSAGES.get(
                    "unresolved",
                    SnippetDescription.of(reference.getSnippet()),
                    String.join(", ", outcome.unresolved()));
        }
        String name = ((EvalException) exception).getExceptionClassName();
        return exception.getMessage() == null
                ? MESSAGES.get(key, name)
                : MESSAGES.get(key, name + ": " + exception.getMessage());
    }

    /** Returns {@code half (#1:1)}, or only the place in what is no method of the learner. */
    static String place(StackTraceElement frame) {
        String method = frame.getMethodName();
        String place = "(" + frame.getFileName() + ":" + frame.getLineNumber() + ")";
        return isWritten(method) ? qualified(frame.getClassName(), method) + " " + place : place;
    }

    /** Whether the learner wrote a method of that name, and JShell or the compiler did not. */
    private static boolean isWritten(String method) {
        return !method.isEmpty() && !method.contains("$");
    }

    private static String qualified(String type, String method) {
        return type.isEmpty() ? method : type + "." + method;
    }
}
