package forkshell.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DesignTest {
    private static final Path PAGE = Path.of("src/site/markdown/designs.md");

    @ParameterizedTest
    @MethodSource("forkshell.server.ServerModels#designs")
    void itsRowIsInTheTableOfThePage(Design design) throws IOException {
        String row = "| `" + design.name() + "` | " + design.summary() + " |";
        assertTrue(Files.readString(PAGE).lines().anyMatch(row::equals), row);
    }

    @Test
    void itMakesAModelOfItsOwnForEachLoop() {
        Design fork = ServerModels.named("fork");
        assertTrue(fork.get() != fork.get());
    }
}
