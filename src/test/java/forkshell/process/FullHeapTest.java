package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import forkshell.testing.LeavesNothingBehind;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A parent that does nothing but fork never collects by itself; its children would all find the
 * young generation as full as it is.
 */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class FullHeapTest {
    private static final ProcessTable TABLE = new ProcessTable();

    @Test
    void aFullYoungGenerationCostsAnAttemptAndNotTheFork() {
        MemoryPoolMXBean eden = eden();
        for (int i = 0; i < 10; i++) {
            fill(eden);
            assertEquals(0, TABLE.waitFor(TABLE.fork("", () -> {})).exitCode());
        }
    }

    @Test
    void memoryThatIsTakenAtTheInstantOfTheForkCostsAnAttempt() {
        MemoryPoolMXBean eden = eden();
        AtomicBoolean first = new AtomicBoolean(true);
        TABLE.hooks().add(() -> fillIf(first.getAndSet(false), eden), () -> {}, () -> {});
        System.gc();
        assertEquals(0, TABLE.waitFor(TABLE.fork("", () -> {})).exitCode());
        assertEquals(1, TABLE.statistics().withoutRoom());
    }

    /** In a JVM as it comes G1 begins with a young generation of a few megabytes. */
    static final class Generations {
        private static volatile byte[] taken;

        public static void main(String[] args) {
            Child child =
                    TABLE.fork(
                            "",
                            () -> {
                                use(1 << 21);
                                Child own = TABLE.fork("", () -> use(1 << 21));
                                TABLE.exit(TABLE.waitFor(own).exitCode());
                            });
            System.out.println(TABLE.waitFor(child));
        }

        private static void use(int bytes) {
            for (int left = bytes; left > 0; left -= 1 << 14) {
                taken = new byte[1 << 14];
            }
        }
    }

    @Test
    void aChildAndItsChildHaveMemoryFromTheBeginningOfAFreshJvm() {
        List<String> words =
                JavaProgram.commandLine(
                        Generations.class, List.of("-XX:+UseG1GC", "-Xms384m", "-Xmx6g"));
        String exit = Command.of(words).run().succeeded();
        assertTrue(exit.contains("exited with 0"), exit);
    }

    private static void fillIf(boolean wanted, MemoryPoolMXBean eden) {
        if (wanted) {
            fill(eden);
        }
    }

    private static MemoryPoolMXBean eden() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().contains("Eden"))
                .findFirst()
                .orElseThrow();
    }

    /** Until the next collection is one megabyte away. */
    private static void fill(MemoryPoolMXBean eden) {
        byte[] garbage = {};
        long used = eden.getUsage().getUsed();
        while (eden.getUsage().getCommitted() - used > 1 << 20) {
            garbage = new byte[1 << 16];
            used = Math.max(used + garbage.length, eden.getUsage().getUsed());
        }
    }
}
