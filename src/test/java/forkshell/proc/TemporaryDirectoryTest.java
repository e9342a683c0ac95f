package forkshell.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process has left behind goes with the next start, and nothing else. */
@Timeout(60)
class TemporaryDirectoryTest {
    @TempDir private Path all;

    /** Makes a directory, tells its path, and waits for its end. */
    public static void main(String[] arguments) throws Exception {
        Path made = TemporaryDirectory.make();
        Files.writeString(Files.createDirectory(made.resolve("below")).resolve("file"), "x");
        Files.createSymbolicLink(made.resolve("link"), Path.of(arguments[0]));
        System.out.println(made);
        Thread.sleep(Long.MAX_VALUE);
    }

    @Test
    void thoseOfTheDeadAreDeletedAndNoOthers() throws Exception {
        Path kept = Files.createDirectory(all.resolve("kept"));
        Files.writeString(kept.resolve("file"), "x");
        Files.createDirectory(all.resolve("forkshell-no-pid-here-1"));
        Process killed = start(kept);
        Path ofKilled = Path.of(killed.inputReader().readLine());
        Process living = start(kept);
        Path ofLiving = Path.of(living.inputReader().readLine());
        Path ofAnother = Files.createDirectory(sibling(ofKilled, "2"));
        boolean mayGive = Command.of("chown", "65534", ofAnother.toString()).run().status() == 0;
        killed.destroyForcibly().waitFor();
        Process next = start(kept);
        Path ofNext = Path.of(next.inputReader().readLine());
        assertFalse(Files.exists(ofKilled));
        assertTrue(Files.exists(ofLiving) && Files.exists(ofNext));
        assertEquals(mayGive, Files.exists(ofAnother));
        assertEquals("x", Files.readString(kept.resolve("file")));
        assertTrue(Files.exists(all.resolve("forkshell-no-pid-here-1")));
        living.destroyForcibly().waitFor();
        next.destroyForcibly().waitFor();
    }

    private static Path sibling(Path directory, String end) {
        return directory.resolveSibling(directory.getFileName() + end);
    }

    private Process start(Path kept) throws IOException {
        List<String> flags = List.of("-Djava.io.tmpdir=" + all);
        List<String> words =
                new ArrayList<>(JavaProgram.commandLine(TemporaryDirectoryTest.class, flags));
        words.add(kept.toString());
        return Command.of(words).start();
    }
}
