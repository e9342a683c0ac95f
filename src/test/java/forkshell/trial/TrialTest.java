package forkshell.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.process.ProcessTable;
import forkshell.server.LoopOptions;
import forkshell.server.Mistake;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.util.EnumSet;
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
        LoopOptions options = LoopOptions.lectureA().without(Mistake.WAIT_ONCE);
        ChaosReport report = new ChaosTrial(TABLE, options, 2, 42).run(second -> {});
        assertTrue(report.clients() > 0, report.toString());
        assertTrue(report.passed(), report.toString());
    }

    @Test
    void whatWasNotDetectedOrLeftBehindFailsTheTrial() {
        assertFalse(new ForkTrialReport(9, 9, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1).passed());
        assertFalse(new ForkTrialReport(9, 9, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1).passed());
        assertTrue(new ForkTrialReport(9, 13, 3, 2, 1, 1, 0, 0, 0, 0, 0, 1).passed());
        assertFalse(new ChaosReport(5, 4, 0, 0, 0, 1, 0, 0, 0, 0, true).passed());
        assertFalse(new ChaosReport(5, 5, 0, 0, 0, 0, 0, 0, 0, 0, false).passed());
    }
}
