package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.proc.FastReader;
import forkshell.testing.Command;
import forkshell.testing.LeavesNothingBehind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Others have the processors, and a child hardly ever gets one. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class StarvedChildTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final int FORKS = 2;
    private static final int LOWEST_PRIORITY = 19;

    private final List<Process> busy = new ArrayList<>();

    @BeforeEach
    void keepTheProcessorsBusy() throws IOException {
        assertEquals(3, TABLE.waitFor(TABLE.fork("", () -> TABLE.exit(3))).exitCode());
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            busy.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
        }
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process each : busy) {
            each.destroyForcibly().waitFor();
        }
        TABLE.endAll();
    }

    @Test
    void aChildThatHardlyRunsIsWaitedFor() {
        renice(LOWEST_PRIORITY);
        try {
            for (int i = 0; i < FORKS; i++) {
                assertEquals(3, TABLE.waitFor(TABLE.fork("", () -> TABLE.exit(3))).exitCode());
            }
        } finally {
            renice(0);
        }
    }

    /** All threads: a child has the niceness of the one that forks. */
    private static void renice(int niceness) {
        List<String> words = new ArrayList<>(List.of("renice", "-n", "" + niceness, "-p"));
        words.addAll(List.of(FastReader.threads((int) ProcessHandle.current().pid())));
        Command.of(words).run();
    }
}
