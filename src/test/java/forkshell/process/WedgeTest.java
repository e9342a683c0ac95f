package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.sun.jna.Function;
import forkshell.jvm.PendingMonitor;
import forkshell.jvm.Wedge;
import forkshell.libc.Signal;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WedgeTest {
    private static final ProcessTable TABLE = new ProcessTable();

    @Test
    void aChildThatNapsBetweenLooksAtALockIsFound() {
        Function usleep = Function.getFunction("c", "usleep");
        Child child = TABLE.fork("", () -> napForEver(usleep));
        Exit exit = TABLE.waitFor(child);
        assertEquals(Signal.SIGKILL, exit.signal());
        assertEquals(Wedge.REASON, exit.reason());
    }

    private static void napForEver(Function usleep) {
        while (true) {
            usleep.invokeInt(new Object[] {1_000});
        }
    }

    @Test
    void aChildThatSleepsInJavaIsNot() {
        Child child = TABLE.fork("", () -> Thread.sleep(1_500));
        assertEquals(0, TABLE.waitFor(child).exitCode());
    }

    @Test
    void aProgramThatSleepsIsNot() throws IOException, InterruptedException {
        Process sleep = new ProcessBuilder("/bin/sleep", "30").start();
        try {
            assertNotEquals("", sleep.info().command().orElse(""));
            assertEquals("", Wedge.stuckIn((int) sleep.pid(), PendingMonitor.ofThisThread()));
        } finally {
            sleep.destroy();
            sleep.waitFor();
        }
    }
}
