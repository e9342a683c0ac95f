package forkshell.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.command.Main;
import forkshell.console.ConsoleOnTerminal;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import forkshell.testing.ProcessView;
import forkshell.testing.PseudoTerminal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchTest {
    private static final String CHILDREN = "forkshell 2 children 1 zombie>";

    private PseudoTerminal terminal;
    private List<String> pids;

    @BeforeAll
    void openWithAServingAStoppedAndADeadChild(@TempDir Path state) {
        terminal = ConsoleOnTerminal.open(state);
        terminal.enter("var server = listen(0); var loop = acceptLoop(server, lectureB());");
        terminal.awaitText("loop ==> accept loop");
        terminal.enter("var client = connect(server.port()); client.say(\"hello\")");
        terminal.awaitLastLine("forkshell 1 child>");
        terminal.enter(
                "var napper = forkChild(() -> Thread.sleep(1_000_000)); kill(napper, SIGSTOP)");
        terminal.enter("var dead = forkChild(() -> {});");
        terminal.awaitLastLine(CHILDREN);
        pids =
                new ArrayList<>(
                        ProcessView.children(ConsoleOnTerminal.agent(terminal).pid()).keySet());
        pids.sort((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
    }

    @AfterAll
    void close() {
        terminal.close();
    }

    @BeforeEach
    void clearTheScreen() {
        terminal.press("C-c", "C-l");
        terminal.await("an empty screen", screen -> screen.equals(CHILDREN));
    }

    @Test
    void showsChildrenInTheirStatesAndGivesTheScreenBackAsItWas() {
        String before = terminal.screen();
        terminal.enter("/watch");
        String view = terminal.await("three children", s -> s.contains("3 processes"));
        assertRow(view, pids.get(0), " +sleeping .* 5B +read\\(\\d+\\) from 127.0.0.1:\\d+.*");
        assertRow(view, pids.get(1), " +stopped .*");
        assertRow(view, pids.get(2), " +zombie .*exited with 0.*");
        terminal.press("q");
        terminal.await("the same", s -> s.equals(before + " /watch\n" + CHILDREN));
    }

    @Test
    void sendsASignalToTheSelectedChildAfterAQuestion() {
        open();
        terminal.press("/");
        terminal.type(pids.get(1));
        terminal.press("Enter", "C");
        terminal.awaitText("Send SIGCONT to process " + pids.get(1));
        terminal.press("n");
        terminal.awaitText("SIGCONT was not sent");
        assertEquals("T", ProcessView.state(Long.parseLong(pids.get(1))));
        terminal.press("C");
        terminal.awaitText("Send SIGCONT to process " + pids.get(1));
        terminal.press("y");
        Eventually.holds(
                "it goes on", () -> ProcessView.state(Long.parseLong(pids.get(1))).equals("S"));
        terminal.press("S", "y");
        Eventually.holds(
                "stopped again", () -> ProcessView.state(Long.parseLong(pids.get(1))).equals("T"));
        leave();
    }

    @Test
    void ctrlCAtTheQuestionSendsNothingAndLeaves() {
        open();
        terminal.press("Down", "T");
        terminal.awaitText("Send SIGTERM to process " + pids.get(0));
        terminal.press("C-c");
        terminal.awaitLastLine(CHILDREN);
        assertEquals("S", ProcessView.state(Long.parseLong(pids.get(0))));
    }

    @Test
    void fillsATerminalThatChangesItsSize() {
        open();
        for (int[] size : new int[][] {{64, 20}, {100, 40}}) {
            terminal.resize(size[0], size[1]);
            terminal.await("as large as the terminal", s -> isViewOf(s, size[0], size[1]));
        }
        leave();
    }

    private static boolean isViewOf(String screen, int columns, int rows) {
        List<String> lines = screen.lines().toList();
        int keyRows = 2;
        return lines.size() == rows
                && lines.get(0).startsWith("forkshell watch: session ")
                && lines.get(rows - keyRows).startsWith("Arrows select")
                && lines.get(rows - 1).endsWith("q quit")
                && lines.stream().anyMatch(line -> line.matches("━━ Events ━+"))
                && lines.stream().mapToInt(String::length).max().getAsInt() > columns - 6;
    }

    @Test
    void refusesToSignalTheSessionItself() {
        open();
        terminal.press("T", "y");
        terminal.awaitText("is the session itself; choose one of its children.");
        leave();
    }

    @Test
    void showsDetailsOfTheSelectedChild() {
        open();
        terminal.press("Down");
        terminal.await("descriptors", s -> s.contains("Details: fds") && s.contains("/dev/null"));
        terminal.press("Tab");
        terminal.await(
                "both ends", s -> s.contains("Details: sockets") && s.contains("ESTABLISHED"));
        terminal.press("Tab");
        terminal.await("memory", s -> s.contains("Shared_Dirty"));
        terminal.press("Tab");
        terminal.await("signals", s -> s.contains("SIGSEGV"));
        terminal.press("Tab");
        terminal.await("lives", s -> s.contains("z zombie"));
        leave();
    }

    @Test
    void enlargesAndScrollsDetails() {
        open();
        terminal.press("Down", "Enter");
        terminal.await("more lines", s -> s.lines().filter(WatchTest::isDescriptor).count() > 12);
        terminal.press("]");
        terminal.await("scrolled", s -> !s.contains("FD  KIND"));
        terminal.press("[", "Enter");
        terminal.await("less lines", s -> s.lines().filter(WatchTest::isDescriptor).count() < 12);
        leave();
    }

    private static boolean isDescriptor(String line) {
        return line.matches(" *\\d+ +(file|device|pipe|socket|memory|eventpoll) .*");
    }

    @Test
    void scrollsTheTimeline() {
        open();
        terminal.press("Tab", "Tab", "Tab", "Tab");
        Predicate<String> fromTheBeginning = s -> s.matches("(?s).*╵0m?s.*");
        terminal.await("the beginning", fromTheBeginning);
        terminal.press("+", "+");
        terminal.await("the last quarter", s -> s.contains("╵") && !fromTheBeginning.test(s));
        terminal.press("Left", "Left", "Left", "Left", "Left", "Left");
        terminal.await("the first quarter", fromTheBeginning);
        terminal.press("-", "-");
        leave();
    }

    /** Erased once in the beginning; a frame changes only what has changed. */
    @Test
    void doesNotFlickerWithFiveHundredProcesses(@TempDir Path directory) throws Exception {
        Process root =
                new ProcessBuilder("bash", "-c", "for i in {1..500}; do sleep 1000 & done; wait")
                        .start();
        Path recording = directory.resolve("recording");
        List<String> words = new ArrayList<>(JavaProgram.commandLine(Main.class, List.of()));
        words.addAll(List.of("watch", Long.toString(root.pid())));
        List<String> script =
                List.of("script", "-q", "-O", recording.toString(), "-c", String.join(" ", words));
        try (PseudoTerminal own = PseudoTerminal.open(100, 40, List.of("LANG=C.UTF-8"), script)) {
            own.await("all", s -> s.contains("500 processes  500 sleeping"));
            own.await("several frames", s -> s.matches("(?s).* ([2-9]|\\d\\d) frames/s.*"));
            own.press("NPage");
            own.press("q");
            own.awaitText("STATUS 0");
        } finally {
            root.descendants().forEach(ProcessHandle::destroyForcibly);
            root.destroyForcibly();
        }
        String output = Files.readString(recording, StandardCharsets.ISO_8859_1);
        assertEquals(2, output.split("\033\\[2?J", -1).length);
    }

    @Test
    void sortsFiltersPausesAndHelps() {
        open();
        terminal.press("s");
        terminal.awaitText("by pid");
        terminal.press("t");
        terminal.awaitText("by tree");
        terminal.press("/");
        terminal.type("zombie");
        terminal.await("only one", s -> s.contains(pids.get(2)) && !s.contains("  " + pids.get(0)));
        terminal.press("Escape");
        terminal.await("all again", s -> s.contains("  " + pids.get(0)));
        terminal.press("p");
        terminal.awaitText("PAUSED");
        terminal.press("p", "h");
        terminal.awaitText("sort by the next column");
        leave();
    }

    @Test
    void opensWhileASnippetIsBlockedAndLeavesItBlocked() {
        terminal.enter("accept(server)");
        terminal.press("C-t");
        terminal.awaitText("3 processes");
        terminal.press("q");
        terminal.await(
                "the snippet", s -> s.contains("accept(server)") && !s.contains("processes"));
        terminal.press("C-c");
        terminal.awaitLastLine(CHILDREN);
    }

    @Test
    void whatIsPrintedMeanwhileAppearsAfterwards() {
        terminal.enter(
                "new Thread(() -> { try { Thread.sleep(1000); } catch (Exception e) {} System.out.println(\"mean\" + \"while\"); }).start(); watch();");
        terminal.awaitText("3 processes");
        String pid = Long.toString(ConsoleOnTerminal.agent(terminal).pid());
        terminal.await("a second", s -> s.contains("session " + pid));
        leave();
        terminal.awaitText("meanwhile");
    }

    @Test
    void aPidThatMeansNothingIsToldInASentence() {
        assertTrue(watch("abc").contains("\"abc\" is not a pid"));
        assertTrue(watch("0").contains("0 is not a pid"));
        assertTrue(watch("99999999").contains("There is no process 99999999"));
    }

    private static String watch(String pid) {
        List<String> words = new ArrayList<>(JavaProgram.commandLine(Main.class, List.of()));
        words.addAll(List.of("watch", pid));
        Command.Outcome outcome = Command.of(words).run();
        assertTrue(outcome.status() != 0);
        return outcome.err();
    }

    private static void assertRow(String view, String pid, String rest) {
        assertTrue(view.lines().anyMatch(line -> line.matches(" +" + pid + rest)), view);
    }

    private void open() {
        terminal.enter("/watch");
        terminal.awaitText("3 processes");
    }

    private void leave() {
        terminal.press("q");
        terminal.awaitLastLine(CHILDREN);
    }
}
