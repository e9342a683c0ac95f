package forkshell.console.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.console.ConsoleOnTerminal;
import forkshell.testing.PseudoTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lab 1 as a learner plays it, who makes three mistakes. */
@Timeout(120)
class LabOnTerminalTest {
    @TempDir private Path state;

    @Test
    void theFirstLabIsPlayedOnATerminalWithThreeMistakesAndACrash() throws Exception {
        try (PseudoTerminal terminal = ConsoleOnTerminal.open(state)) {
            type(terminal, "/lab 1", "step 1 of 6");
            type(terminal, "/check", "There is no server yet");
            type(terminal, "Listener server = listen(0)", "server ==> listener");
            type(terminal, "/check", "Passed.");
            type(terminal, "/next", "step 2 of 6");
            type(terminal, "AcceptLoop loop = acceptLoop(server)", "loop ==> accept loop");
            type(terminal, "/check", "Passed.");
            type(terminal, "/next", "step 3 of 6");
            type(terminal, "/guess 3", "You think: 3");
            type(terminal, "Client alice = connect(server.port())", "alice ==> client");
            type(terminal, "/check", "There is no bob yet");
            type(terminal, "Client bob = connect(server.port()); bob.close()", "bob ==> client");
            type(terminal, "/check", "Probably: Bob is closed");
            type(terminal, "Client bob = connect(server.port())", "bob ==> client");
            type(terminal, "/check", "Probably: Alice has not said anything yet");
            type(terminal, "alice.say(\"a\") + bob.say(\"b\")", "==> \"ab\"");
            type(terminal, "/check", "You said 3; it is 2.");
            type(terminal, "/lang ja", "ここからは日本語です");
            type(terminal, "/lab leave", "ラボ 1 を離れました");
            type(terminal, "children().size()", "==> 0");
            type(terminal, "/lab 1", "ステップ 4／6");
            type(terminal, "children().size()", "==> 2");
            ConsoleOnTerminal.console(terminal).destroyForcibly();
            terminal.awaitText("STATUS 137");
        }
        try (PseudoTerminal terminal = ConsoleOnTerminal.open(state)) {
            type(terminal, "/lab 1", "ステップ 4／6");
        }
        String progress = Files.readString(state.resolve("forkshell").resolve("progress"));
        assertTrue(progress.contains("first-server clients PASSED"), progress);
    }

    private static void type(PseudoTerminal terminal, String line, String answer) {
        clear(terminal);
        terminal.enter(line);
        terminal.await(
                answer + " and the prompt",
                screen -> screen.contains(answer) && screen.endsWith(">"));
    }

    /**
     * What the accept loop or a child says may come after the screen was cleared: once more then.
     */
    private static void clear(PseudoTerminal terminal) {
        terminal.await(
                "a clear screen",
                screen -> {
                    boolean isClear = screen.lines().count() == 1;
                    if (!isClear) {
                        terminal.press("C-l");
                    }
                    return isClear;
                });
    }
}
