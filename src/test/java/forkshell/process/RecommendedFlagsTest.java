package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.jvm.RecommendedFlags;
import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RecommendedFlagsTest {
    static List<List<String>> both() {
        return List.of(RecommendedFlags.options(), RecommendedFlags.optionsForWorkers());
    }

    @ParameterizedTest
    @MethodSource("both")
    void theRunningJdkTakesThemAndWarnsOfNothing(List<String> options)
            throws IOException, InterruptedException {
        ProcessBuilder jvm = RecommendedFlags.jvm(options);
        jvm.command().add("--version");
        Process process = jvm.start();
        process.getInputStream().transferTo(System.out);
        String complaints = new String(process.getErrorStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals("", complaints);
        assertEquals(0, process.exitValue());
    }

    @ParameterizedTest
    @MethodSource("both")
    void aStackOverflowInTheMidstOfNativeCodeCostsAnErrorAndNotTheJvm(List<String> options) {
        List<String> program = JavaProgram.commandLine(OverflowProgram.class, options);
        assertEquals("8 of 8\n", Command.of(program).run().succeeded());
    }

    @Test
    void mallocKeepsToOneArena() {
        assertEquals("1", RecommendedFlags.jvm(List.of()).environment().get("MALLOC_ARENA_MAX"));
    }
}
