package forkshell.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.command.Main;
import forkshell.libc.NativeBuffer;
import forkshell.net.Echo;
import forkshell.net.Handler;
import forkshell.process.ProcessTable;
import forkshell.server.LazyReaping;
import forkshell.server.LoopOptions;
import forkshell.server.Mistake;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import forkshell.testing.LeavesNothingBehind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(90)
@ExtendWith(LeavesNothingBehind.class)
class TrialTest {
    private static final ProcessTable TABLE = new ProcessTable();

    @AfterEach
    void restore() {
        TABLE.ignoreExit();
    }

    @Test
    void eachForkIsAccountedFor() {
        ForkTrialReport report =
                new ForkTrial(TABLE, 20, 4, EnumSet.noneOf(Noise.class), 1).run(done -> {});
        assertEquals(20, report.forks() + report.refused());
        assertTrue(report.attempts() >= 20);
        assertTrue(report.passed(), report.toString());
    }

    @Test
    void eachNoiseStopsWithItsTrial() {
        new ForkTrial(TABLE, 250, 4, EnumSet.allOf(Noise.class), 1).run(done -> {});
        Eventually.holds(
                "the noise is over",
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(t -> t.getName().startsWith("forkshell-noise")));
    }

    @Test
    void misbehavingClientsAndKilledChildrenCostNobodyElseAnything() throws InterruptedException {
        ChaosReport report = chaos(Echo::serve);
        assertTrue(report.clients() > 0, report.toString());
        assertTrue(report.passed(), report.toString());
    }

    @Test
    void theServerThatReapsLazilyLeavesNoZombieEither() throws InterruptedException {
        LoopOptions options = LoopOptions.lectureB().model(LazyReaping::new);
        ChaosReport report = new ChaosTrial(TABLE, options, 1, 42).run(second -> {});
        assertTrue(report.passed(), report.toString());
    }

    /** In a JVM of its own, which has had no virtual thread before. */
    @Test
    void whatWaitsForVirtualThreadsIsNoLeak() {
        List<String> words = new ArrayList<>(JavaProgram.commandLine(Main.class, List.of()));
        words.addAll(List.of("chaos", "--model", "virtual-thread", "--seconds", "1"));
        Command.Outcome chaos = Command.of(words).run();
        if (Runtime.version().feature() >= 21) {
            assertTrue(chaos.succeeded().contains("leaked descriptors 0"), chaos.out());
        } else {
            assertTrue(chaos.err().contains("It needs JDK 21 or later"), chaos.err());
        }
    }

    @Test
    void killsExplainNoCutOfAnotherClient() throws InterruptedException {
        Handler nowAndThenNothing =
                connection -> {
                    if (connection.peer().port() % 8 != 0) {
                        Echo.serve(connection);
                    }
                };
        ChaosReport report = chaos(nowAndThenNothing);
        assertTrue(report.unexplained() > 0, report.toString());
        assertFalse(report.passed(), report.toString());
    }

    @Test
    void bytesThatCameBeforeACutAreJudged() throws InterruptedException {
        Handler wrongThenGone =
                connection -> {
                    try (NativeBuffer zeroes = new NativeBuffer(100)) {
                        connection.write(zeroes, 100);
                    }
                };
        ChaosReport report = chaos(wrongThenGone);
        assertTrue(report.wrong() > 0, report.toString());
        assertEquals(0, report.unexplained(), report.toString());
    }

    private static ChaosReport chaos(Handler handler) throws InterruptedException {
        LoopOptions options = LoopOptions.lectureA().without(Mistake.WAIT_ONCE).handler(handler);
        return new ChaosTrial(TABLE, options, 2, 42).run(second -> {});
    }

    @Test
    void whatWasNotDetectedOrLeftBehindFailsTheTrial() {
        assertFalse(new ForkTrialReport(9, 9, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1).passed());
        assertFalse(new ForkTrialReport(9, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1).passed());
        assertTrue(new ForkTrialReport(9, 13, 3, 2, 1, 1, 0, 0, 0, 0, 0, 1).passed());
        assertTrue(chaos(0, 0, true, List.of()).passed());
        assertFalse(chaos(1, 0, true, List.of()).passed());
        assertFalse(chaos(0, 1, true, List.of()).passed());
        assertFalse(chaos(0, 0, false, List.of()).passed());
        assertFalse(chaos(0, 0, true, List.of("A thread ended.")).passed());
    }

    private static ChaosReport chaos(
            int wrong, int children, boolean alive, List<String> breakdowns) {
        return new ChaosReport(5, 5, 0, 0, 0, wrong, 0, 0, 0, children, 0, alive, breakdowns);
    }
}
