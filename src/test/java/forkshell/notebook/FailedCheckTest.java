package forkshell.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A check that does not hold makes its cell fail; each looks at its own step. */
@Timeout(60)
class FailedCheckTest {
    private static final String FACTS = "import static forkshell.lab.Facts.*;";
    private static final String HOLDS = "check(\"Wrong.\", () -> 5, () -> 5);";
    private static final String FAILS =
            "check(\"Two and two is four.\", () -> 2 + 2, () -> 2 + 3, () -> children());";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void itIsToldWithTheSentenceFirstAndOtherCellsGoOn() {
        try (NotebookRunner runner = runner()) {
            assertTrue(runner.run(Cell.code(FACTS)) && runner.run(Cell.code(HOLDS)), this::told);
            assertFalse(runner.run(Cell.code(FAILS)));
            assertTrue(runner.mayGoOn());
            assertTrue(
                    told().contains(
                                    "Two and two is four.\n[]\nCell 3 failed.\nTwo and two is four."),
                    this::told);
            assertTrue(told().contains("\u2717 4 \u2260 5"), this::told);
            assertFalse(told().contains("Exception"), this::told);
            assertFalse(runner.run(Cell.code("int x = nothing;")));
            assertFalse(runner.mayGoOn());
        }
    }

    @Test
    void aLectureGoesOn() {
        try (NotebookRunner runner = runner()) {
            assertTrue(runner.run(Cell.code(FACTS + "\ngoOnAfterFailedChecks(true);")));
            assertTrue(runner.run(Cell.code(FAILS + "\n" + HOLDS)));
            assertEquals(
                    1, told().lines().filter(line -> line.equals("\u2713 5")).count(), this::told);
            List<String> inAnyOrder = List.of("Two and two is four.", "[]", "\u2717 4 \u2260 5");
            assertTrue(told().lines().toList().containsAll(inAnyOrder), this::told);
        }
    }

    /** One that is run again sees what it has seen before. */
    @Test
    void checksCountWhatWasDoneSinceThoseOfTheStepBefore() {
        String fork = "waitFor(forkChild(() -> { }));";
        String one = "check(\"One.\", () -> forked().size(), () -> 1);";
        String none = "check(\"None.\", () -> forked().size(), () -> 0);";
        try (NotebookRunner runner = runner()) {
            assertTrue(runner.run(Cell.code(FACTS + "import static forkshell.lab.Deeds.*;")));
            for (String cell :
                    List.of(fork, one, one, "int x = 1;", none, fork, "int y = 2;", one)) {
                assertTrue(runner.run(Cell.code(cell)), () -> cell + ": " + told());
            }
        }
    }

    private NotebookRunner runner() {
        PrintStream target = new PrintStream(out, true, StandardCharsets.UTF_8);
        return new NotebookRunner(target, InputStream.nullInputStream());
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
