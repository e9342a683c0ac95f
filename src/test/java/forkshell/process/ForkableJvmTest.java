package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ForkableJvmTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseSerialGC",
                "-XX:+UseParallelGC",
                "-XX:+UseG1GC",
                "-XX:+UseShenandoahGC",
                "-Xint"
            })
    void aJvmWithThisFlagForks(String flag) {
        assertEquals("3\n".repeat(5), output(flag));
    }

    @ParameterizedTest
    @CsvSource({"-XX:+UseZGC, -XX:+UseSerialGC", "-Xcomp, -Xint"})
    void aFlagThatNoChildSurvivesIsRefusedByName(String flag, String instead) {
        String sentence = output(flag);
        assertEquals(1, sentence.lines().count(), sentence);
        assertTrue(sentence.startsWith("forkChild() refused. With " + flag + " "), sentence);
        assertTrue(sentence.contains(instead), sentence);
    }

    private static String output(String flag) {
        return Command.of(JavaProgram.commandLine(ForkingProgram.class, List.of(flag)))
                .run()
                .succeeded();
    }
}
