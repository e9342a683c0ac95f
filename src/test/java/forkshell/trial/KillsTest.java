package forkshell.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.libc.Signal;
import forkshell.process.Child;
import forkshell.process.ChildState;
import forkshell.process.ProcessTable;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class KillsTest {
    private static final ProcessTable TABLE = new ProcessTable();

    private final Kills kills = new Kills("127.0.0.1");
    private final long start = System.nanoTime();

    private void kill(Child child) {
        kills.kill(child, () -> TABLE.kill(child, Signal.SIGKILL));
    }

    private static Child waiting(String purpose) {
        return TABLE.fork(purpose, LockSupport::park);
    }

    private Kills.Cut cut(int port) {
        return new Kills.Cut("127.0.0.1:" + port, start, System.nanoTime());
    }

    @Test
    void aKillExplainsOneCutOfTheClientThatTheChildServed() {
        Child child = waiting("serves 127.0.0.1:50001");
        kill(child);
        TABLE.waitFor(child);
        assertEquals(1, kills.count());
        assertEquals(0, kills.unexplained(List.of(cut(50001))));
        assertEquals(1, kills.unexplained(List.of(cut(50001), cut(50001))));
        assertEquals(1, kills.unexplained(List.of(cut(50002))));
    }

    @Test
    void aWorkersKillExplainsOneCutOfThatTimeOnly() {
        Child worker = waiting("worker of prefork");
        kill(worker);
        kill(worker);
        TABLE.waitFor(worker);
        long afterwards = System.nanoTime();
        assertEquals(0, kills.unexplained(List.of(cut(50001))));
        assertEquals(1, kills.unexplained(List.of(cut(50001), cut(50002))));
        Kills.Cut later = new Kills.Cut("127.0.0.1:50001", afterwards, System.nanoTime());
        assertEquals(1, kills.unexplained(List.of(later)));
    }

    @Test
    void aZombieCannotBeKilled() {
        Child child = TABLE.fork("serves 127.0.0.1:50001", () -> {});
        Eventually.holds("it has ended", () -> child.state() == ChildState.ZOMBIE);
        kill(child);
        TABLE.waitFor(child);
        assertEquals(0, kills.count());
        assertEquals(1, kills.unexplained(List.of(cut(50001))));
    }
}
