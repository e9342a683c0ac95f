package forkshell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.repl.Outcome.Result;
import forkshell.testing.Eventually;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LossTest {
    private final Recorder recorder = new Recorder();
    private Session session;

    @BeforeEach
    void open() {
        session =
                Session.open(
                        SessionOptions.defaults().startup(Startup.imports()).listener(recorder));
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void anExitInASnippetIsReportedAndAResetGoesOn() throws Exception {
        assertEquals(Result.LOST, session.evaluate("System.exit(3)").get(0).result());
        assertEquals("The JVM of your snippets ended with exit status 3.", recorder.awaitLoss());
        assertThrows(IllegalStateException.class, () -> session.evaluate("1"));
        session.reset();
        assertEquals("2", session.evaluate("1 + 1").get(0).value());
    }

    @Test
    void anAgentKilledWhileItWaitsIsReported() throws Exception {
        ProcessHandle.of(session.agentPid()).orElseThrow().destroyForcibly();
        assertTrue(recorder.awaitLoss().contains("SIGKILL"));
    }

    @Test
    void anAgentKilledWhileASnippetRunsEndsTheSnippetAndItsPrograms() throws Exception {
        session.evaluate("var p = new ProcessBuilder(\"sleep\", \"100\").inheritIO().start();");
        long sleeper = Long.parseLong(session.evaluate("p.pid()").get(0).value());
        CompletableFuture<Boolean> running =
                CompletableFuture.supplyAsync(
                        () -> session.evaluate("System.out.print(1); while (true);", o -> {}));
        Eventually.holds("the loop runs", () -> recorder.out().equals("1"));
        ProcessHandle.of(session.agentPid()).orElseThrow().destroyForcibly();
        assertFalse(running.get());
        assertTrue(recorder.awaitLoss().contains("SIGKILL"));
        Eventually.holds("no sleeper", () -> ProcessHandle.of(sleeper).isEmpty());
    }

    @Test
    void closeEndsARunningSnippet() throws Exception {
        CompletableFuture<Boolean> running =
                CompletableFuture.supplyAsync(
                        () -> session.evaluate("System.out.print(1); while (true);", o -> {}));
        Eventually.holds("the loop runs", () -> recorder.out().equals("1"));
        long agent = session.agentPid();
        session.close();
        assertFalse(running.get());
        assertFalse(ProcessHandle.of(agent).isPresent());
    }
}
