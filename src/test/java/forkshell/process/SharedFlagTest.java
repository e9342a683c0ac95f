package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.SharedFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedFlagTest {
    private static final ProcessTable TABLE = new ProcessTable();

    @Test
    void aChildSeesItRaisedAndTheParentSeesTheChildsRaised() {
        try (SharedFlag go = new SharedFlag();
                SharedFlag gone = new SharedFlag()) {
            Child child =
                    TABLE.fork(
                            "",
                            () -> {
                                while (!go.isUp()) {
                                    Thread.sleep(1);
                                }
                                gone.raise();
                            });
            assertFalse(gone.isUp());
            go.raise();
            assertEquals(0, TABLE.waitFor(child).exitCode());
            assertTrue(gone.isUp());
        }
    }

    @Test
    void itsMemoryIsSharedAndGivenBack() throws IOException {
        long before = sharedMaps();
        SharedFlag flag = new SharedFlag();
        assertEquals(before + 1, sharedMaps());
        flag.close();
        assertEquals(before, sharedMaps());
        assertTrue(flag.isUp());
        flag.close();
    }

    private static long sharedMaps() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(map -> map.contains(" rw-s ") && map.contains("/dev/zero"))
                .count();
    }
}
