package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RecommendedFlagsTest {
    @Test
    void theRunningJdkTakesThemAndWarnsOfNothing() throws IOException, InterruptedException {
        ProcessBuilder jvm = RecommendedFlags.jvm();
        jvm.command().add("--version");
        Process process = jvm.start();
        process.getInputStream().transferTo(System.out);
        String complaints = new String(process.getErrorStream().readAllBytes());
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals("", complaints);
        assertEquals(0, process.exitValue());
    }

    @Test
    void mallocKeepsToOneArena() {
        assertEquals("1", RecommendedFlags.jvm().environment().get("MALLOC_ARENA_MAX"));
    }
}
