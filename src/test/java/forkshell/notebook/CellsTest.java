package forkshell.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.display.Bundle;
import forkshell.display.StandardStream;
import forkshell.testing.Eventually;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CellsTest {
    private static final int TIMES = 5;

    private final StringBuffer errors = new StringBuffer();
    private final CellListener listener =
            new CellListener() {
                @Override
                public void printed(int pid, StandardStream stream, String text) {
                    errors.append(stream.isError() ? text : "");
                }

                @Override
                public void shown(Bundle bundle) {}
            };

    @Test
    void aCellThatComesWhileTheJvmIsKilledTellsOfIt() {
        try (Cells cells = new Cells(listener, InputStream.nullInputStream())) {
            for (int i = 0; i < TIMES; i++) {
                agent(cells).destroyForcibly();
                tellsOfTheKill(cells);
            }
        }
    }

    @Test
    void aCellThatComesWhenTheJvmHasJustEndedTellsOfIt() {
        try (Cells cells = new Cells(listener, InputStream.nullInputStream())) {
            for (int i = 0; i < TIMES; i++) {
                ProcessHandle agent = agent(cells);
                agent.destroyForcibly();
                Eventually.holds("the agent is gone", () -> !agent.isAlive());
                tellsOfTheKill(cells);
            }
        }
    }

    @Test
    void aCellOnWhichTheCompilerFailsIsAnErrorInOneSentence() {
        String becomesStatic = "class Outer { static class Inner {} Inner inner = new Inner(); }";
        String crash = Runtime.version().feature() == 17 ? "var itself = itself;" : becomesStatic;
        try (Cells cells = new Cells(listener, InputStream.nullInputStream())) {
            cells.run(1, becomesStatic.replace("static ", "") + " var inner = new Outer().inner;");
            Failure failure = cells.run(2, crash).failure().orElseThrow();
            assertEquals(1, failure.lines().size(), failure::toString);
            assertTrue(failure.message().startsWith("javac, the compiler, failed"));
            assertEquals("5", cells.run(3, "2 + 3").value().orElseThrow().plain());
        }
    }

    private static ProcessHandle agent(Cells cells) {
        return ProcessHandle.of(cells.session().agentPid()).orElseThrow();
    }

    private void tellsOfTheKill(Cells cells) {
        errors.setLength(0);
        CellResult result = cells.run(1, "3 + 3");
        String told = errors + result.failure().map(Failure::message).orElse("");
        assertTrue(told.contains("SIGKILL"), told + result);
        assertEquals("5", cells.run(2, "2 + 3").value().orElseThrow().plain());
    }
}
