package forkshell.console.command;

import forkshell.repl.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Divides what was entered at once, such as a paste, into commands and the source between them. */
public final class Inputs {
    private Inputs() {}

    /**
     * Tells whether {@code line} is a command: it begins with a slash that begins no comment, or is
     * a single exclamation mark.
     */
    public static boolean isCommand(String line) {
        String text = line.stripLeading();
        return text.equals("!")
                || text.startsWith("/") && !text.startsWith("//") && !text.startsWith("/*");
    }

    /** Returns the commands and sources of {@code text} in order. */
    public static List<String> of(String text, Function<String, Parsed> parse) {
        List<String> inputs = new ArrayList<>();
        StringBuilder source = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (Inputs.isCommand(line) && parse.apply(source.toString()).complete()) {
                add(source, inputs);
                inputs.add(line.strip());
            } else {
                source.append(line).append('\n');
            }
        }
        add(source, inputs);
        return inputs;
    }

    private static void add(StringBuilder source, List<String> inputs) {
        if (!source.toString().isBlank()) {
            inputs.add(source.toString().strip());
        }
        source.setLength(0);
    }
}
