package forkshell.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The watchman is watched: a guard that sees nothing would let every other test pass. */
@Timeout(30)
class LeavesNothingBehindTest {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void anOpenSocketIsSeenUntilItIsClosed() throws Exception {
        new ServerSocket(0).close();
        Map<String, String> before = ProcessView.descriptors(SELF);
        try (ServerSocket forgotten = new ServerSocket(0)) {
            assertTrue(forgotten.isBound());
            assertEquals(before.size() + 1, ProcessView.descriptors(SELF).size());
        }
        assertEquals(before, ProcessView.descriptors(SELF));
    }

    @Test
    void aZombieIsSeenAmongTheChildren() throws IOException {
        CProgram zombie =
                CProgram.of(
                        "#include <stdio.h>\n#include <unistd.h>\n"
                                + "int main(void) { int pid = fork(); if (pid == 0) _exit(0);"
                                + " printf(\"%d\\n\", pid); fflush(stdout); getchar(); return 0; }\n");
        Process parent = Command.of(zombie.executable().toString()).startWithPipes();
        try {
            String pid = parent.inputReader().readLine();
            Eventually.holds("Z", () -> ProcessView.state(Long.parseLong(pid)).equals("Z"));
            assertEquals(Map.of(pid, "(program) Z"), ProcessView.children(parent.pid()));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void aConditionThatNeverHoldsFailsAtItsDeadline() {
        Duration soon = Duration.ofMillis(20);
        assertThrows(
                AssertionError.class, () -> Eventually.holds(soon, () -> "never", () -> false));
    }

    @Test
    void aCommandThatHangsIsEndedAndFails() {
        assertThrows(
                AssertionError.class, () -> Command.of("sleep", "1000").run(Duration.ofMillis(50)));
        Eventually.holds("no child", () -> ProcessView.children(SELF).isEmpty());
    }

    @Test
    void aMissingToolIsNamed() {
        AssertionError error =
                assertThrows(AssertionError.class, () -> Command.of("no-such-tool").run());
        assertTrue(error.getMessage().contains("no-such-tool is needed"), error.getMessage());
    }
}
