package forkshell.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Snippet;
import jdk.jshell.VarSnippet;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;

/**
 * Names the snippet and the line in the stack traces that children print. JShell does so for what
 * the agent itself throws; a child's trace is text, with the classes and the lines of the source
 * that JShell has put around the snippet.
 */
final class SnippetFrames {
    private static final Pattern CLASS = Pattern.compile("REPL\\.(\\$JShell\\$(\\d+)[A-Za-z]*).*");
    private static final Pattern FRAME =
            Pattern.compile(
                    "(\\s+at )REPL\\.(\\$JShell\\$\\d+[A-Za-z]*)(?:\\$([\\w$]+))?"
                            + "\\.([\\w$<>]+)\\(\\$JShell\\$\\w+\\.java:(\\d+)\\)");

    /**
     * An object of a class without a name that a variable holds has its source in another place.
     */
    private static final String MOVED = "$JShell$anonymous$";

    /** Lines that JShell puts in front: of a snippet, a variable's value, a mere expression. */
    private static final int BEFORE_SNIPPET = 4;

    private static final int BEFORE_VALUE = 6;
    private static final int BEFORE_EXPRESSION = 7;

    private record Loaded(String name, String key) {}

    private final Map<String, Snippet> byClass = new ConcurrentHashMap<>();
    private final Map<String, Snippet> byKey = new ConcurrentHashMap<>();
    private final List<Loaded> unnamed = new ArrayList<>();

    /**
     * Takes note of classes whose snippet gets its id next; classes of snippets that depend on it
     * may be among them, behind its own.
     */
    void loaded(ClassBytecodes[] classes) {
        for (ClassBytecodes each : classes) {
            Matcher name = CLASS.matcher(each.name());
            if (name.matches()) {
                unnamed.add(new Loaded(name.group(1), name.group(2)));
            }
        }
    }

    /** Takes note of the snippet to which the classes belong. */
    void named(Snippet snippet) {
        if (!unnamed.isEmpty()) {
            byKey.put(unnamed.get(0).key, snippet);
        }
        for (Loaded each : unnamed) {
            Snippet owner = byKey.get(each.key);
            if (owner != null) {
                byClass.put(each.name, owner);
            }
        }
        unnamed.clear();
    }

    /** Returns {@code at half (#3:1)} for a frame of a snippet; any other line as it is. */
    String inSnippets(String line) {
        Matcher frame = FRAME.matcher(line);
        Snippet snippet = frame.matches() ? byClass.get(frame.group(2)) : null;
        if (snippet == null) {
            return line;
        }
        String type = frame.group(3) == null ? "" : frame.group(3);
        boolean moved = type.startsWith(MOVED);
        return frame.group(1)
                + ExceptionTrace.place(
                        new StackTraceElement(
                                moved ? "" : type,
                                frame.group(4),
                                "#" + snippet.id(),
                                moved ? 1 : line(snippet, Integer.parseInt(frame.group(5)))));
    }

    private static int line(Snippet snippet, int line) {
        int before =
                snippet instanceof VarSnippet variable ? beforeValue(variable) : BEFORE_SNIPPET;
        return Math.max(1, line - before);
    }

    private static int beforeValue(VarSnippet variable) {
        Matcher assignment =
                Pattern.compile("\\b" + Pattern.quote(variable.name()) + "[\\[\\]\\s]*=\\s*")
                        .matcher(variable.source());
        return assignment.find()
                ? BEFORE_VALUE - newlines(variable.source().substring(0, assignment.end()))
                : BEFORE_EXPRESSION;
    }

    private static int newlines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }
}
