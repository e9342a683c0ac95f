package forkshell.command;

import forkshell.console.Console;
import forkshell.console.Script;
import forkshell.proc.FdInfo;
import forkshell.repl.Feedback;
import forkshell.terminal.TerminalCharset;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Optional;

/** Converses on the terminal, or evaluates what is piped in. */
final class Interactive {
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
        InputStream bytes = isClosed() ? InputStream.nullInputStream() : System.in;
        BufferedReader input =
                new BufferedReader(new InputStreamReader(bytes, TerminalCharset.ofEnvironment()));
        return Script.run("<stdin>", input, Feedback.Mode.NORMAL, System.out, System.err);
    }

    /** Tells whether standard input is a terminal. */
    static boolean isTerminal() {
        return standardInput().filter(file -> file.matches(TERMINALS)).isPresent();
    }

    /** Where this JVM was started without standard input, its number goes to a file of the JVM. */
    private static boolean isClosed() {
        String ofTheJvm = System.getProperty("java.home");
        List<String> ours =
                List.of(System.getProperty("java.class.path").split(File.pathSeparator));
        return standardInput()
                .filter(file -> !file.startsWith(ofTheJvm) && !ours.contains(file))
                .isEmpty();
    }

    private static Optional<String> standardInput() {
        return Optional.ofNullable(FdInfo.ownTarget(0).value());
    }

    private static boolean isUnset(String variable) {
        String value = System.getenv(variable);
        return value == null || value.isEmpty();
    }
}
