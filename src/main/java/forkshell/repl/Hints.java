package forkshell.repl;

import forkshell.display.Messages;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.jshell.Diag;
import jdk.jshell.JShell;

/** Guesses what was meant by a snippet that the compiler rejects. */
final class Hints {
    private static final String UNKNOWN_NAME = "compiler.err.cant.resolve";
    private static final int MAX_IMPORTS = 5;
    private static final Messages MESSAGES = Messages.of(Hints.class);

    private Hints() {}

    static List<String> of(JShell shell, Outcome outcome) {
        String source = outcome.snippet().source();
        Set<String> hints = new LinkedHashSet<>(FullWidth.hints(source));
        hints.addAll(CWords.hints(source));
        if (!hints.isEmpty()) {
            return List.copyOf(hints);
        }
        for (Diag each : outcome.diagnostics()) {
            if (each.getCode().startsWith(UNKNOWN_NAME)) {
                hints.addAll(unknown(shell, source, (int) each.getPosition()));
            }
        }
        return List.copyOf(hints);
    }

    private static List<String> unknown(JShell shell, String source, int position) {
        int start = nameStart(source, position);
        int end = nameEnd(source, start);
        String name = source.substring(start, end);
        List<String> imports = Analysis.importable(shell, source, end);
        if (!imports.isEmpty()) {
            return imports.stream()
                    .limit(MAX_IMPORTS)
                    .map(each -> MESSAGES.get("hint.import", "import " + each + ";"))
                    .toList();
        }
        List<String> similar = Similar.to(name, namesAt(shell, source, start, name));
        return similar.isEmpty()
                ? List.of()
                : List.of(MESSAGES.get("hint.similar", String.join(", ", similar)));
    }

    /** An unknown member is reported at its dot. */
    private static int nameStart(String source, int position) {
        int dot = source.indexOf('.', position);
        boolean atDot = position < source.length() && dot == position;
        return atDot ? position + 1 : position;
    }

    private static int nameEnd(String source, int start) {
        int end = start;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Names that could stand there; those that begin alike, lest there be thousands. */
    private static Set<String> namesAt(JShell shell, String source, int start, String name) {
        boolean member = start > 0 && source.charAt(start - 1) == '.';
        Set<String> names = new LinkedHashSet<>();
        List<String> beginnings = new ArrayList<>(List.of(""));
        if (!member && !name.isEmpty()) {
            char first = name.charAt(0);
            beginnings =
                    List.of(
                            String.valueOf(Character.toLowerCase(first)),
                            String.valueOf(Character.toUpperCase(first)));
        }
        for (String beginning : beginnings) {
            String text = source.substring(0, start) + beginning;
            Analysis.complete(shell, text, text.length())
                    .candidates()
                    .forEach(each -> names.add(each.replaceAll("\\W.*", "")));
        }
        names.remove(name);
        return names;
    }
}
