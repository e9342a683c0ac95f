package forkshell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.lab.StepRecord.Mark;
import forkshell.repl.Session;
import forkshell.repl.SessionOptions;
import forkshell.testing.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LabReportTest {
    private static final String TRUE =
            "int counter = 1; int said = waitFor(forkChild(() -> "
                    + "{ counter = 100; exit(counter); })).exitCode()";
    private static final String FALSE = "int counter = 1; Exit said = new Exit(1, 100 << 8)";

    @TempDir private Path directory;
    private Labs labs;
    private Lab lab;
    private Step step;
    private Progress progress;

    @BeforeEach
    void open() {
        labs = Labs.builtIn();
        lab = labs.find("2").get();
        step = lab.steps().get(lab.indexOf("variable"));
        progress = new Progress(directory.resolve("progress"));
        progress.change(
                lab,
                step,
                record -> record.as(Mark.PASSED).withHints(2).asShown().asLate().plusMinutes(7));
        progress.keepAnswer(lab, step, TRUE);
    }

    @Test
    void aReportTellsHowAStepWasPassedAndIsReadBackFromBothForms() throws IOException {
        LabReport report = LabReport.of(labs, progress);
        assertEquals(
                "passed, 2 hints, solution shown, late guess, 7 min", report.steps().get(0).how());
        assertEquals(Optional.of(report), LabReport.read(file("a.json", report.json())));
        assertEquals(Optional.of(report), LabReport.read(file("a.html", report.html())));
        assertTrue(report.html().contains("() -&gt; {"), report.html());
        assertEquals(Optional.empty(), LabReport.read(file("b", "no report")));
        assertEquals(Optional.empty(), LabReport.read(file("c", "{\"steps\": [null]}")));
        assertEquals(Optional.empty(), LabReport.read(directory));
    }

    @Test
    void verifyBelievesWhatTheCodeDoesAndNotWhatTheFileSays() throws IOException {
        SessionOptions options = SessionOptions.defaults().classPath(JavaProgram.classPath());
        try (Session session = Session.open(options)) {
            Evaluation evaluation = new SessionEvaluation(() -> session, outcome -> {});
            Verification verification = new Verification(labs, evaluation);
            List<String> said = new ArrayList<>();
            assertTrue(
                    verification.verify(LabReport.of(labs, progress), said::add), said::toString);
            progress.keepAnswer(lab, step, FALSE);
            assertFalse(verification.verify(LabReport.of(labs, progress), said::add));
            assertEquals(List.of("fork variable: passes", "fork variable: does not pass"), said);
        }
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
