package forkshell.console;

import static forkshell.console.ConsoleOnTerminal.PROMPT;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Eventually;
import forkshell.testing.PseudoTerminal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeavingTest {
    private static final String FORK = "var c = forkChild(() -> Thread.sleep(1_000_000));";

    @TempDir private Path state;

    @Test
    void ctrlDAsksOnceWhenChildrenRunThenEndsThem() throws Exception {
        try (PseudoTerminal terminal = ConsoleOnTerminal.open(state)) {
            terminal.enter(FORK);
            terminal.awaitLastLine("forkshell 1 child>");
            List<ProcessHandle> processes = below(terminal);
            terminal.press("C-d");
            terminal.awaitText("Children still running: 1. Ctrl-D again");
            assertTrue(processes.stream().allMatch(ProcessHandle::isAlive));
            terminal.press("C-d");
            terminal.awaitText("STATUS 0");
            Eventually.holds(
                    "all gone", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
            assertSane(terminal);
        }
        assertTrue(Files.readString(state.resolve("forkshell/history")).contains("forkChild"));
    }

    @Test
    void sigtermEndsTheChildrenAndLeavesTheTerminalSane() {
        try (PseudoTerminal terminal = ConsoleOnTerminal.open(state)) {
            terminal.enter(FORK);
            terminal.awaitLastLine("forkshell 1 child>");
            List<ProcessHandle> processes = below(terminal);
            ConsoleOnTerminal.console(terminal).destroy();
            terminal.awaitText("STATUS 143");
            Eventually.holds(
                    "all gone", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
            assertSane(terminal);
            assertFalse(terminal.screen().contains("Exception"), terminal::screen);
        }
    }

    @Test
    void ctrlCEndsNoConsoleInADumbTerminal() {
        try (PseudoTerminal terminal = ConsoleOnTerminal.start(state, List.of("TERM=dumb"))) {
            terminal.awaitLastLine(PROMPT);
            terminal.press("C-c");
            terminal.enter("System.out.println(\"go\" + \"es\"); while (true);");
            terminal.awaitText("goes");
            terminal.press("C-c");
            terminal.awaitText("Stopped.");
            terminal.enter("6 * 7");
            terminal.awaitText("==> 42");
        }
    }

    @Test
    void ctrlTInADumbTerminalSaysThatItHasNoView() {
        try (PseudoTerminal terminal = ConsoleOnTerminal.start(state, List.of("TERM=dumb"))) {
            terminal.awaitLastLine(PROMPT);
            terminal.enter("System.out.println(\"go\" + \"es\"); while (true);");
            terminal.awaitText("goes");
            terminal.press("C-t", "Enter");
            terminal.awaitText("/watch needs a terminal.");
            terminal.press("C-c");
            terminal.awaitText("Stopped.");
            assertFalse(terminal.screen().contains("Exception"), terminal::screen);
        }
    }

    @Test
    void theEndOfTheTerminalEndsEverything() {
        List<ProcessHandle> processes;
        try (PseudoTerminal terminal = ConsoleOnTerminal.open(state)) {
            terminal.enter(FORK);
            terminal.awaitLastLine("forkshell 1 child>");
            processes = below(terminal);
        }
        Eventually.holds("all gone", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void aKilledConsoleLeavesNoProcess() {
        try (PseudoTerminal terminal = ConsoleOnTerminal.open(state)) {
            terminal.enter(FORK);
            terminal.awaitLastLine("forkshell 1 child>");
            List<ProcessHandle> processes = below(terminal);
            ConsoleOnTerminal.console(terminal).destroyForcibly();
            terminal.awaitText("STATUS 137");
            Eventually.holds(
                    "all gone", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    @Test
    void theConsoleSpeaksJapaneseWithoutColoursAndLeavesWithAStatus() {
        List<String> environment = List.of("NO_COLOR=1");
        try (PseudoTerminal terminal =
                ConsoleOnTerminal.start(state, environment, "--lang", "ja")) {
            terminal.awaitLastLine(PROMPT);
            terminal.enter("int f() { return 1; }");
            terminal.awaitText("メソッド f() を作成しました");
            assertFalse(terminal.colours().contains("\033["), terminal::colours);
            terminal.enter("/exit 40 + 2");
            terminal.awaitText("STATUS 42");
        }
    }

    @Test
    void aDumbTerminalGetsPlainTextInTheLanguageOfTheEnvironment() {
        try (PseudoTerminal terminal =
                ConsoleOnTerminal.start(state, List.of("TERM=dumb", "LC_ALL=ja_JP.UTF-8"))) {
            terminal.awaitLastLine(PROMPT);
            terminal.enter("20 + 1");
            terminal.awaitText("==> 21");
            assertFalse(terminal.colours().contains("\033["), terminal::colours);
            assertTrue(terminal.screen().contains("Java を入力してください"), terminal::screen);
            terminal.press("C-d");
            terminal.awaitText("STATUS 0");
        }
    }

    private static List<ProcessHandle> below(PseudoTerminal terminal) {
        List<ProcessHandle> processes = ConsoleOnTerminal.console(terminal).descendants().toList();
        assertTrue(processes.size() >= 2, processes::toString);
        return processes;
    }

    private static void assertSane(PseudoTerminal terminal) {
        terminal.await(
                "echo is on", screen -> screen.contains(" icanon ") && screen.contains(" echo "));
        assertTrue(terminal.screen().contains("isig icanon iexten echo "), terminal::screen);
    }
}
