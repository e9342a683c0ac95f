package forkshell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Printed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TraceProgramTest {
    @TempDir private Path directory;

    private static int trace(String... arguments) {
        return new CommandLine(new TraceProgram()).setStopAtPositional(true).execute(arguments);
    }

    @Test
    void theStatusIsThatOfTheProgram() {
        assertEquals(7, trace("sh", "-c", "exit 7"));
        assertEquals(128 + 9, trace("sh", "-c", "kill -KILL $$"));
    }

    @Test
    void eventsAndOutputArePrinted() {
        try (Printed printed = Printed.capture()) {
            trace("sh", "-c", "echo here; (exit 3); exit 0");
            String all = String.join("\n", printed.out());
            assertTrue(all.contains("] here"), all);
            assertTrue(all.contains("exit code 3"), all);
            assertTrue(all.contains("1 forked, 1 ended"), all);
        }
    }

    @Test
    void eventsAreWrittenAsJsonAndAsAPage() throws IOException {
        Path json = directory.resolve("events.jsonl");
        Path html = directory.resolve("lives.html");
        trace("--json", json.toString(), "--html", html.toString(), "sh", "-c", "(exit 4); :");
        assertTrue(Files.readString(json).contains("\"event\":\"exit\",\"code\":4"));
        assertTrue(Files.readString(html).contains("exit code 4"));
        assertTrue(Files.readString(html).contains("<svg"));
    }

    @Test
    void aFileThatCannotBeWrittenIsAWrongArgument() {
        assertEquals(CommandLine.ExitCode.USAGE, trace("--json", directory.toString(), "true"));
    }
}
