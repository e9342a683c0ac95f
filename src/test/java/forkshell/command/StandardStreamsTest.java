package forkshell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Standard streams as a shell's redirections leave them. */
@Timeout(120)
class StandardStreamsTest {
    @Test
    void aClosedStandardInputIsAnEndOfInput() {
        Command.Outcome outcome = shell("<&-");
        assertEquals(0, outcome.status(), outcome.err());
        assertEquals("", outcome.out() + outcome.err());
    }

    @Test
    void aFullDeviceEndsWithStatusOne(@TempDir Path directory) throws Exception {
        Path script = Files.writeString(directory.resolve("a.jsh"), "System.out.println(1)");
        Command.Outcome outcome = shell("run '" + script + "' >/dev/full");
        assertEquals(1, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("standard output cannot be written"), outcome.err());
    }

    private static Command.Outcome shell(String rest) {
        List<String> words = JavaProgram.commandLine(Main.class, List.of());
        return Command.of(List.of("sh", "-c", String.join(" ", words) + " " + rest)).run();
    }
}
