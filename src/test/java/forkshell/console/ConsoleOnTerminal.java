package forkshell.console;

import forkshell.command.Main;
import forkshell.testing.JavaProgram;
import forkshell.testing.PseudoTerminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the real console as a learner does, with a history of its own. */
public final class ConsoleOnTerminal {
    public static final String PROMPT = "forkshell>";

    private ConsoleOnTerminal() {}

    /** Returns when the prompt is there. */
    public static PseudoTerminal open(Path state, String... arguments) {
        PseudoTerminal terminal = start(state, List.of(), arguments);
        terminal.awaitLastLine(PROMPT);
        return terminal;
    }

    public static PseudoTerminal start(Path state, List<String> environment, String... arguments) {
        List<String> variables = new ArrayList<>(environment);
        variables.addAll(List.of("XDG_STATE_HOME=" + state, "LANG=C.UTF-8"));
        return PseudoTerminal.open(100, 40, variables, words(arguments));
    }

    /** The command that starts it. */
    static List<String> words(String... arguments) {
        List<String> words = new ArrayList<>(JavaProgram.commandLine(Main.class, List.of()));
        words.addAll(List.of(arguments));
        return words;
    }

    /** The JVM that runs the console. */
    public static ProcessHandle console(PseudoTerminal terminal) {
        return ProcessHandle.of(terminal.pid())
                .orElseThrow()
                .children()
                .filter(child -> commandLine(child).contains("forkshell.command.Main"))
                .findFirst()
                .orElseThrow();
    }

    /** The JVM that runs the snippets. */
    public static ProcessHandle agent(PseudoTerminal terminal) {
        return console(terminal)
                .children()
                .filter(child -> commandLine(child).contains("forkshell.repl.agent.Agent"))
                .findFirst()
                .orElseThrow();
    }

    private static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }
}
