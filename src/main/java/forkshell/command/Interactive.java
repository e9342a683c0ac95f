package forkshell.command;

import forkshell.console.Console;
import forkshell.console.Script;
import forkshell.repl.Feedback;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Converses on the terminal, or evaluates what is piped in. */
final class Interactive {
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
    private static final String TERMINALS = "/dev/(pts/\\d+|tty.*|console)";

    private Interactive() {}

    static int run(boolean colours, boolean simple) throws IOException {
        if (!isTerminal()) {
            return piped();
        }
        try (Console console = Console.open(colours && isUnset("NO_COLOR"), simple)) {
            return console.run();
        }
    }

    static int piped() throws IOException {
        BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return Script.run("<stdin>", input, Feedback.Mode.NORMAL, System.out, System.err);
    }

    /** Tells whether standard input is a terminal. */
    static boolean isTerminal() throws IOException {
        return Files.readSymbolicLink(STANDARD_INPUT).toString().matches(TERMINALS);
    }

    private static boolean isUnset(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isEmpty();
    }
}
