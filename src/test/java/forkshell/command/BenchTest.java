package forkshell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("quick")
class BenchTest {
    private final StringWriter errors = new StringWriter();

    private int bench(String... arguments) {
        return new CommandLine(new Bench()).setErr(new PrintWriter(errors)).execute(arguments);
    }

    @Test
    void aFileThatIsADirectoryIsRefusedBeforeAnythingIsMeasured(@TempDir Path directory) {
        assertEquals(2, bench("--json", "/"));
        assertTrue(errors.toString().startsWith("/ is a directory."), errors.toString());
        assertEquals(2, bench("--svg", directory.toString()));
    }

    @Test
    void soIsOneInADirectoryThatIsNotThere(@TempDir Path directory) {
        assertEquals(2, bench("--json", directory + "/none/results.json"));
        assertTrue(errors.toString().contains("is in no directory"), errors.toString());
    }
}
