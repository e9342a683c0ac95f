package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Errno;
import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.ProcessView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ExtendWith(LeavesNothingBehind.class)
class KillTest {
    private static final ProcessTable TABLE = new ProcessTable();

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    /** SIGHUP, SIGINT, SIGQUIT, SIGKILL, SIGUSR1, SIGUSR2, SIGTERM, SIGRTMIN. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 10, 14, 15, 34})
    void aSignalEndsAChildAsItEndsAnyProcess(int number) {
        Child child = sleeper();
        TABLE.kill(child, new Signal(number));
        assertEquals(new Signal(number), TABLE.waitFor(child).signal());
    }

    private static Child sleeper() {
        return TABLE.fork("", () -> Thread.sleep(100_000));
    }

    @Test
    void aChildCanBeKilledByItsPid() {
        Child child = sleeper();
        TABLE.kill(child.pid(), Signal.SIGTERM);
        assertEquals(Signal.SIGTERM, TABLE.waitFor(child).signal());
    }

    @Test
    void aStoppedChildStaysAliveAndGoesOnAfterSigcont() {
        Child child = sleeper();
        TABLE.kill(child, Signal.SIGSTOP);
        Eventually.holds("stopped", () -> child.state() == ChildState.STOPPED);
        assertEquals("T", ProcessView.state(child.pid()));
        assertTrue(child.isAlive());
        assertTrue(child.toString().contains("stopped"), child.toString());
        TABLE.kill(child, Signal.SIGCONT);
        Eventually.holds("sleeping", () -> child.state() == ChildState.SLEEPING);
    }

    @Test
    void aStoppedChildCanBeKilled() {
        Child child = sleeper();
        TABLE.kill(child, Signal.SIGSTOP);
        TABLE.kill(child, Signal.SIGKILL);
        assertEquals(Signal.SIGKILL, TABLE.waitFor(child).signal());
    }

    @Test
    void aForeignProcessIsRefusedAndLivesOn() throws Exception {
        Process foreign = Command.of("sleep", "100").start();
        try {
            int pid = (int) foreign.pid();
            SystemCallException refused =
                    assertThrows(SystemCallException.class, () -> TABLE.kill(pid, Signal.SIGKILL));
            assertEquals(Errno.EPERM, refused.errno());
            assertTrue(refused.getMessage().contains("no child of this session"));
            assertTrue(foreign.isAlive());
        } finally {
            foreign.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0, -1})
    void initTheOwnGroupAndEverybodyAreRefused(int pid) {
        assertEquals(
                Errno.EPERM,
                assertThrows(SystemCallException.class, () -> TABLE.kill(pid, Signal.SIGTERM))
                        .errno());
    }

    @Test
    void theJvmItselfIsRefused() {
        int self = (int) ProcessHandle.current().pid();
        assertThrows(SystemCallException.class, () -> TABLE.kill(self, Signal.SIGTERM));
    }

    @Test
    void aReapedChildIsRefused() {
        Child child = TABLE.fork("", () -> {});
        TABLE.waitFor(child);
        assertEquals(
                Errno.ESRCH,
                assertThrows(SystemCallException.class, () -> TABLE.kill(child, Signal.SIGTERM))
                        .errno());
        assertEquals(
                Errno.EPERM,
                assertThrows(
                                SystemCallException.class,
                                () -> TABLE.kill(child.pid(), Signal.SIGTERM))
                        .errno());
    }

    @Test
    void aZombieTakesASignalAndKeepsItsStatus() {
        Child child = TABLE.fork("", () -> TABLE.exit(5));
        Eventually.holds("a zombie", () -> child.state() == ChildState.ZOMBIE);
        assertFalse(child.isAlive());
        TABLE.kill(child, Signal.SIGKILL);
        assertEquals(5, TABLE.waitFor(child).exitCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65})
    void numbersThatAreNoSignalsAreRefused(int number) {
        assertThrows(SystemCallException.class, () -> new Signal(number));
    }
}
