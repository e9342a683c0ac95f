package forkshell.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.ProcessView;
import forkshell.testing.StockJshell;
import forkshell.testing.Terminal;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stock jshell on a pseudo-terminal, as a learner has it. */
@Timeout(180)
@ExtendWith(LeavesNothingBehind.class)
class InteractiveJshellIT {
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final long HALF_A_SECOND = 500;
    private static final int ROUNDS = 5;

    private Terminal terminal;

    static List<List<String>> jshells() {
        return List.of(StockJshell.plain(), StockJshell.recommended());
    }

    @ParameterizedTest
    @MethodSource("jshells")
    void ctrlCGivesThePromptBackWithinHalfASecondAndExitEndsEverything(List<String> jshell)
            throws Exception {
        try (Terminal started = Terminal.running(jshell)) {
            begin(started);
            evaluate("Listener quiet = listen(0)");
            evaluate("Child sleeper = forkChild(() -> Thread.sleep(100_000))");
            evaluate("AcceptLoop loop = acceptLoop(listen(0))");
            assertPromptComesBackFrom("accept(quiet)");
            assertPromptComesBackFrom("waitFor(sleeper)");
            assertPromptComesBackFrom("loop.join()");
            evaluate(
                    "System.out.println(\"alive \" + quiet.isOpen() + sleeper.isAlive() + loop.isRunning())");
            terminal.await("variables alive", lines -> lines.contains("alive truetruetrue"));
            List<Long> family = family();
            terminal.type("/exit");
            assertExits();
            assertGone(family);
        }
    }

    private void begin(Terminal started) {
        terminal = started;
        terminal.await("the first prompt", InteractiveJshellIT::showsPrompt);
    }

    private static boolean showsPrompt(List<String> lines) {
        return !lines.isEmpty() && lines.get(lines.size() - 1).strip().equals("jshell>");
    }

    private static long prompts(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("jshell>")).count();
    }

    private void evaluate(String snippet) {
        long before = prompts(terminal.screen());
        terminal.type(snippet);
        awaitPromptAfter(before, snippet);
    }

    private void awaitPromptAfter(long before, String what) {
        terminal.await("a prompt after " + what, lines -> prompts(lines) > before);
    }

    /** The median of some rounds: a machine that is busy elsewhere delays one or the other. */
    private void assertPromptComesBackFrom(String call) {
        long[] millis =
                LongStream.range(0, ROUNDS).map(round -> millisToPrompt(call)).sorted().toArray();
        System.out.println(
                call + ": prompt after " + LongStream.of(millis).boxed().toList() + " ms");
        assertTrue(millis[ROUNDS / 2] < HALF_A_SECOND, call + " " + millis[ROUNDS / 2] + " ms");
    }

    private long millisToPrompt(String call) {
        String mark = "waiting" + prompts(terminal.screen());
        terminal.type("{ System.out.println(\"" + mark + "\"); " + call + "; }");
        List<String> waiting = terminal.await(call + " begun", lines -> lines.contains(mark));
        long before = prompts(waiting);
        terminal.press("C-c");
        long pressed = System.nanoTime();
        awaitPromptAfter(before, "Ctrl-C in " + call);
        return (System.nanoTime() - pressed) / 1_000_000;
    }

    @Test
    void afterSigkillOfTheAgentNoChildStaysAndJshellExits() throws Exception {
        try (Terminal started = Terminal.running(StockJshell.plain())) {
            begin(started);
            List<Long> family = family();
            Command.of("kill", "-KILL", family.get(0).toString()).run().succeeded();
            assertGone(family);
            terminal.type("1");
            terminal.await("a new agent", lines -> terminated(lines) && showsPrompt(lines));
            terminal.type("/exit");
            assertExits();
        }
    }

    private static boolean terminated(List<String> lines) {
        return lines.stream().anyMatch(line -> line.contains("State engine terminated"));
    }

    private void assertExits() {
        Eventually.holds(TWO_SECONDS, () -> "jshell runs on", () -> !terminal.isRunning());
    }

    /** The agent first, then a server's child, a stopped child, a child and its own child. */
    private List<Long> family() {
        evaluate("System.out.println(\"agent \" + getpid())");
        evaluate("Listener server = listen(0)");
        evaluate("AcceptLoop serving = acceptLoop(server)");
        evaluate("Client client = connect(server.port())");
        evaluate("client.say(\"x\")");
        evaluate("Child stopped = forkChild(() -> Thread.sleep(100_000))");
        evaluate("kill(stopped, SIGSTOP)");
        evaluate(
                "Child parent = forkChild(() -> { System.out.println(\"grandchild \" +"
                        + " forkChild(() -> Thread.sleep(100_000)).pid()); Thread.sleep(100_000); })");
        evaluate("children().forEach(c -> System.out.println(\"child \" + c.pid()))");
        List<String> screen = terminal.await("five pids", lines -> pids(lines).size() >= 5);
        return pids(screen);
    }

    private static List<Long> pids(List<String> lines) {
        return lines.stream()
                .filter(line -> line.matches("(agent|child|.*] grandchild) \\d+"))
                .map(line -> Long.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    private static void assertGone(List<Long> pids) {
        Eventually.holds(
                TWO_SECONDS,
                () -> pids + " must be gone",
                () -> pids.stream().noneMatch(InteractiveJshellIT::lives));
    }

    private static boolean lives(long pid) {
        return ProcessView.exists(pid) && !ProcessView.state(pid).equals("Z");
    }
}
