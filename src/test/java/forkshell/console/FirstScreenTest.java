package forkshell.console;

import static forkshell.console.ConsoleOnTerminal.PROMPT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Eventually;
import forkshell.testing.PseudoTerminal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"LC_ALL=C,", "LC_ALL=ja_JP.UTF-8, --ascii"})
    void linesAndBlocksAreDrawnInAsciiWhereTheyAreMissingOrWide(String locale, String option) {
        String[] options = option == null ? new String[0] : new String[] {option};
        try (PseudoTerminal terminal = start(locale, options)) {
            enter(terminal, "var c = forkChild(() -> pause())", "c ==>");
            enter(terminal, "tree()", "`- ");
            enter(terminal, "timeline()", " |'0");
            assertFalse(terminal.screen().matches("(?s).*[\u2500-\u25ff].*"), terminal::screen);
        }
    }

    @Test
    void aTerminalInEucJpIsReadAndWrittenInIt() throws Exception {
        Charset euc = Charset.forName("EUC-JP");
        Path recording = state.resolve("recording");
        List<String> words = ConsoleOnTerminal.words("--lang", "ja", "--simple");
        ProcessBuilder script =
                new ProcessBuilder(
                        "script", "-qef", "-O", "" + recording, "-c", String.join(" ", words));
        script.environment().put("LC_ALL", "ja_JP.EUC-JP");
        script.environment().put("XDG_STATE_HOME", "" + state);
        Process process = script.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (OutputStream keys = process.getOutputStream()) {
            await(recording, euc, PROMPT);
            keys.write("\"漢字\".length() + \"字\"\n".getBytes(euc));
            keys.flush();
            await(recording, euc, "==> \"2字\"");
            keys.write("/lab 99\n/exit\n".getBytes(euc));
            keys.flush();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            String shown = read(recording, euc);
            assertTrue(shown.contains("ラボ"), shown);
            assertFalse(shown.contains("\ufffd"), shown);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void await(Path recording, Charset charset, String text) {
        Eventually.holds(
                Duration.ofSeconds(60), () -> text, () -> read(recording, charset).contains(text));
    }

    private static String read(Path recording, Charset charset) {
        try {
            return Files.exists(recording)
                    ? new String(Files.readAllBytes(recording), charset)
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
