package forkshell.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.lab.StepRecord.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("quick")
class ProgressTest {
    @TempDir private Path directory;
    private Path file;
    private Lab lab;
    private Step step;

    @BeforeEach
    void read() throws LabFileException {
        file = directory.resolve("state").resolve("progress");
        lab = LabFile.parse("07-small.jsh", LabFileTest.GOOD);
        step = lab.steps().get(0);
    }

    @Test
    void whatWasRecordedIsThereInTheNextProcess() throws IOException {
        new Progress(file).change(lab, step, record -> record.as(Mark.PASSED));
        new Progress(file).language(Language.JA);
        Progress next = new Progress(file);
        assertEquals(Mark.PASSED, next.of(lab, step).mark());
        assertEquals(Optional.of(Language.JA), next.language());
        assertEquals(List.of("language JA", "small one PASSED"), Files.readAllLines(file));
    }

    @Test
    void aCrashBetweenWritingAndRenamingLosesNothing() throws IOException {
        new Progress(file).change(lab, step, record -> record.as(Mark.PASSED));
        Files.writeString(file.resolveSibling("progress.next"), "small one PAS");
        assertEquals(Mark.PASSED, new Progress(file).of(lab, step).mark());
    }

    @Test
    void aDamagedFileIsKeptAndItsGoodLinesCount() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "small one PASSED\n\0\0garbage\nsmall two");
        Progress progress = new Progress(file);
        assertEquals(Mark.PASSED, progress.of(lab, step).mark());
        assertEquals(2, progress.takeDamaged().size());
        assertTrue(Files.readString(progress.backup()).contains("garbage"));
        assertEquals("small one PASSED\n", Files.readString(file));
        assertEquals(List.of(), progress.takeDamaged());
    }

    @Test
    void whatCannotBeWrittenIsRememberedUntilTheEnd() throws IOException {
        Files.writeString(directory.resolve("state"), "in the way");
        Progress progress = new Progress(file);
        assertFalse(progress.isUnsaved());
        progress.change(lab, step, record -> record.as(Mark.SKIPPED));
        assertTrue(progress.isUnsaved());
        assertEquals(Mark.SKIPPED, progress.of(lab, step).mark());
    }

    @Test
    void aLabCanBeForgotten() {
        Progress progress = new Progress(file);
        progress.change(lab, step, record -> record.as(Mark.PASSED));
        progress.forget(lab);
        assertEquals(StepRecord.NEW, progress.of(lab, step));
    }

    @Test
    void theFileIsWhereTheUserOrXdgHasIt() {
        assertEquals(
                Path.of("/x/progress"),
                Progress.defaultFile(Map.of("FORKSHELL_HOME", "/x", "XDG_STATE_HOME", "/y")));
        assertEquals(
                Path.of("/y/forkshell/progress"),
                Progress.defaultFile(Map.of("XDG_STATE_HOME", "/y")));
        assertTrue(Progress.defaultFile(Map.of()).endsWith(".local/state/forkshell/progress"));
    }
}
