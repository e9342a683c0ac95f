package forkshell.console;

import static forkshell.console.ConsoleOnTerminal.PROMPT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Eventually;
import forkshell.testing.PseudoTerminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningTest {
    private PseudoTerminal terminal;

    @BeforeAll
    void open(@TempDir Path state) {
        terminal = ConsoleOnTerminal.open(state);
    }

    @AfterAll
    void close() {
        terminal.close();
    }

    @BeforeEach
    void clearTheScreen() {
        terminal.press("C-l");
        terminal.await("an empty screen", screen -> screen.equals(PROMPT));
    }

    @Test
    void ctrlCStopsAWaitForAClientAndTheListenerStaysOpen() {
        terminal.enter("var server = listen(0);");
        terminal.awaitText("listener on 127.0.0.1");
        stopped("accept(server)");
        terminal.enter("server");
        terminal.await("still open", s -> s.split("server ==> listener .* open\n", -1).length == 3);
        terminal.enter("server.close()");
    }

    @Test
    void ctrlCStopsALoopAndTheVariablesStay() {
        terminal.enter("int kept = 1234;");
        terminal.awaitText("==> 1234");
        stopped("while (true);");
        terminal.enter("kept + 1");
        terminal.awaitText("==> 1235");
    }

    @Test
    void ctrlCStopsAWaitForAChildAndTheChildLives() {
        terminal.enter("var napper = forkChild(() -> Thread.sleep(1_000_000));");
        terminal.awaitLastLine("forkshell 1 child>");
        stopped("waitFor(napper)", "forkshell 1 child>");
        terminal.enter("kill(napper, SIGKILL)");
        terminal.awaitLastLine("forkshell 1 zombie>");
        terminal.enter("waitFor(napper)");
        terminal.awaitText("killed by SIGKILL");
        terminal.awaitLastLine(PROMPT);
    }

    @Test
    void whatChildrenPrintStandsAboveTheLineThatIsTyped() {
        terminal.enter(
                "var talker = forkChild(() -> { Thread.sleep(700); System.out.println(\"aside\");"
                        + " Thread.sleep(1_000_000); });");
        terminal.awaitLastLine("forkshell 1 child>");
        terminal.type("int unbroken = 77");
        terminal.await(
                "the aside above the line",
                s -> s.matches("(?s).*\n\\[\\d+] aside\nforkshell 1 child> int unbroken = 77"));
        String pid = "\033\\[38;5;\\d+m\\[\\d+] ";
        assertTrue(terminal.colours().matches("(?s).*" + pid + ".*"), terminal::colours);
        terminal.press("Enter");
        terminal.awaitText("unbroken ==> 77");
        terminal.enter("kill(talker, SIGKILL); waitFor(talker)");
        terminal.awaitLastLine(PROMPT);
    }

    @Test
    void aNumberInBracketsThatIsNoPidIsPrintedAsItIs() {
        String line = "[99999999999999999999] ";
        terminal.enter("System.out.println(\"" + line + "\" + 'x');");
        terminal.awaitText(line + "x");
        terminal.enter(
                "java.util.concurrent.CompletableFuture.delayedExecutor(500,"
                        + " java.util.concurrent.TimeUnit.MILLISECONDS).execute(() ->"
                        + " System.out.println(\""
                        + line
                        + "\" + 'y'));");
        terminal.awaitText(line + "y\n" + PROMPT);
        terminal.enter("20 + 3");
        terminal.awaitText("==> 23");
    }

    @Test
    void aThousandLinesASecondLeaveTypingWhole() {
        terminal.enter("var on = new java.util.concurrent.atomic.AtomicInteger(3000);");
        terminal.awaitText("on ==> 3000");
        terminal.enter(
                "new Thread(() -> { while (on.getAndDecrement() > 0) {"
                        + " System.out.println(\"line \" + on.get());"
                        + " java.util.concurrent.locks.LockSupport.parkNanos(900_000); } }).start();");
        terminal.awaitText("line ");
        String typed = "String typed = \"the quick brown fox jumps over the lazy dog\"";
        typed.chars().forEach(c -> terminal.type(Character.toString(c)));
        terminal.await("the line below the others", s -> s.endsWith("> " + typed));
        terminal.await("the last of them", s -> s.contains("line 0\n"));
        assertTrue(terminal.screen().endsWith("line 0\n" + PROMPT + " " + typed), terminal::screen);
        terminal.press("Enter");
        terminal.awaitText("typed ==> \"the quick");
        List<String> lines =
                terminal.everything().lines().filter(l -> l.startsWith("line ")).toList();
        assertEquals(lines.stream().distinct().count(), lines.size());
        assertTrue(lines.stream().allMatch(l -> l.matches("line \\d+")), lines::toString);
    }

    @Test
    void aKilledAgentIsReplacedAndItsSessionCanBeReloaded() {
        terminal.type("var survivor = new DOMSource");
        terminal.press("Tab");
        terminal.awaitText("import javax.xml.transform.dom.DOMSource;");
        terminal.enter("(); survivor.setSystemId(\"432\");");
        terminal.awaitText("survivor ==> ");
        terminal.awaitLastLine(PROMPT);
        ProcessHandle agent = ConsoleOnTerminal.agent(terminal);
        agent.destroyForcibly();
        terminal.awaitText("was killed (SIGKILL)");
        terminal.awaitText("/reload evaluates your snippets again");
        assertTrue(!ConsoleOnTerminal.agent(terminal).equals(agent));
        terminal.enter("/reload -quiet");
        terminal.enter("survivor.getSystemId() + 1");
        terminal.awaitText("==> \"4321\"");
    }

    private void stopped(String source) {
        stopped(source, PROMPT);
    }

    /** Starts {@code source}, presses Ctrl-C and sees the prompt again soon. */
    private void stopped(String source, String prompt) {
        terminal.enter("System.out.println(\"go\" + \"es\"); " + source);
        terminal.awaitText("goes");
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> terminal.screen(),
                () -> {
                    terminal.press("C-c");
                    return terminal.screen().contains("Stopped.");
                });
        terminal.awaitLastLine(prompt);
    }
}
