package forkshell.console;

import static forkshell.console.ConsoleOnTerminal.PROMPT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.PseudoTerminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who opens the console for the first time. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstScreenTest {
    @TempDir private Path state;

    @Test
    void anUnknownTerminalAndAHistoryThatCannotBeWrittenCostOneSentenceEach() throws IOException {
        Files.createFile(state.resolve("forkshell"));
        try (PseudoTerminal terminal = start("TERM=xterm-ghostty")) {
            enter(terminal, "1 + 1", "$1 ==> 2");
            enter(terminal, "2 + 2", "$2 ==> 4");
            String screen = terminal.screen();
            assertEquals(1, count("Unknown terminal type xterm-ghostty", screen), screen);
            assertEquals(1, count("The history cannot be saved in", screen), screen);
            assertTrue(screen.lines().count() <= 9, screen);
        }
    }

    private static int count(String text, String screen) {
        return screen.split(text, -1).length - 1;
    }

    @Test
    void wordsWithoutASlashDoWhatIsMeant() {
        try (PseudoTerminal terminal = start("TERM=xterm-256color")) {
            assertTrue(terminal.screen().contains("/lab for the labs"), terminal::screen);
            enter(terminal, "?", "grey suggestion");
            enter(terminal, "lab ３", "Lab 3");
            enter(terminal, "lab leave", "/lab 3 resumes it");
            terminal.enter("clear");
            terminal.await("an empty screen", screen -> screen.equals(PROMPT));
            enter(terminal, "int help = 5;", "help ==> 5");
            enter(terminal, "help", "help ==> 5\n" + PROMPT + " help\nhelp ==> 5");
            enter(terminal, "quit", "STATUS 0");
        }
    }

    @Test
    void tooManyCandidatesAreToldInTheUsersLanguageAndAnArrowInsertsNothing() {
        try (PseudoTerminal terminal = start("TERM=xterm-256color", "--lang", "ja")) {
            enter(terminal, "1 + 1", "==> 2");
            terminal.press("Tab");
            terminal.awaitText("もう一文字入力してから Tab を押してください");
            terminal.press("Left");
            terminal.type("7 * 6");
            terminal.press("Enter");
            terminal.awaitText("==> 42");
        }
    }

    @Test
    void aSimpleConsoleWritesNoEscapeSequences() throws IOException {
        Path recording = state.resolve("recording");
        List<String> words = ConsoleOnTerminal.words("--simple");
        try (PseudoTerminal terminal =
                PseudoTerminal.open(
                        100,
                        40,
                        List.of("XDG_STATE_HOME=" + state, "LANG=C.UTF-8"),
                        List.of(
                                "script",
                                "-q",
                                "-O",
                                recording.toString(),
                                "-c",
                                String.join(" ", words)))) {
            terminal.awaitLastLine(PROMPT);
            enter(terminal, "6 * 7", "==> 42");
            terminal.press("C-d");
            terminal.awaitText("STATUS 0");
        }
        assertEquals(-1, Files.readString(recording).indexOf('\033'));
    }

    private PseudoTerminal start(String variable, String... arguments) {
        PseudoTerminal terminal = ConsoleOnTerminal.start(state, List.of(variable), arguments);
        terminal.awaitLastLine(PROMPT);
        return terminal;
    }

    private static void enter(PseudoTerminal terminal, String line, String answer) {
        terminal.enter(line);
        terminal.awaitText(answer);
    }
}
