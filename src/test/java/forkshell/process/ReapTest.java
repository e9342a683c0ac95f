package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Errno;
import forkshell.libc.Exec;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.SystemCallException;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class ReapTest {
    private static final ProcessTable TABLE = new ProcessTable();

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    @Test
    void aChildThatExecutesAnotherProgramAtOnceIsReaped() {
        for (int i = 0; i < 30; i++) {
            Child child =
                    TABLE.fork(
                            "",
                            () -> {
                                Exec.execve("/bin/true", List.of("true"), Map.of());
                            });
            assertEquals(0, TABLE.waitFor(child).exitCode());
        }
    }

    @Test
    void withoutChildrenThereIsNothingToReap() {
        assertEquals(List.of(), TABLE.reap());
    }

    @Test
    void aLivingChildIsNotReaped() {
        Child child = TABLE.fork("", () -> Thread.sleep(100_000));
        assertEquals(List.of(), TABLE.reap());
        assertEquals(List.of(child), TABLE.children());
    }

    @Test
    void anEndedChildIsAZombieUntilItIsReaped() {
        Child child = ended(7);
        assertFalse(child.isAlive());
        assertEquals(List.of(child), TABLE.children());
        List<Exit> reaped = TABLE.reap();
        assertEquals(1, reaped.size());
        assertEquals(child.pid(), reaped.get(0).pid());
        assertEquals(7 << 8, reaped.get(0).status());
        assertEquals(ChildState.REAPED, child.state());
        assertEquals(List.of(), TABLE.children());
        assertEquals(List.of(), TABLE.reap());
    }

    private static Child ended(int status) {
        Child child = TABLE.fork("", () -> TABLE.exit(status));
        Eventually.holds("a zombie", () -> child.state() == ChildState.ZOMBIE);
        return child;
    }

    @Test
    void childrenAreWaitedForInAnyOrder() {
        List<Child> children =
                IntStream.range(0, 5).mapToObj(i -> TABLE.fork("", () -> TABLE.exit(i))).toList();
        for (int i = 4; i >= 0; i--) {
            assertEquals(i, TABLE.waitFor(children.get(i)).exitCode());
        }
    }

    @Test
    void waitForSaysAgainWhatWasFoundBefore() {
        Child child = ended(9);
        List<Exit> reaped = TABLE.reap();
        assertEquals(reaped.get(0), TABLE.waitFor(child));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Libc.WNOHANG, Libc.WUNTRACED | Libc.WCONTINUED})
    void waitpidOnAReapedChildFailsAsInC(int options) {
        Child child = ended(9);
        assertEquals(9, TABLE.waitpid(child, options).exitCode());
        SystemCallException none =
                assertThrows(SystemCallException.class, () -> TABLE.waitpid(child, options));
        assertEquals(Errno.ECHILD, none.errno());
        assertEquals(9, TABLE.waitFor(child).exitCode(), "waitFor says again");
    }

    @Test
    void concurrentReapersGetEachChildOnce() throws Exception {
        List<Integer> forked = new ArrayList<>();
        List<Exit> reaped = Collections.synchronizedList(new ArrayList<>());
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<?>> reapers =
                IntStream.range(0, 4)
                        .<Future<?>>mapToObj(i -> pool.submit(() -> reapInto(reaped)))
                        .toList();
        for (int i = 0; i < 100; i++) {
            forked.add(TABLE.fork("", () -> {}).pid());
        }
        Eventually.holds("all reaped", () -> TABLE.children().isEmpty());
        pool.shutdownNow();
        for (Future<?> reaper : reapers) {
            reaper.get();
        }
        assertEquals(
                forked.stream().sorted().toList(),
                reaped.stream().map(Exit::pid).sorted().toList());
    }

    private static void reapInto(List<Exit> reaped) {
        while (!Thread.interrupted()) {
            reaped.addAll(TABLE.reap());
        }
    }

    @Test
    void aProcessOfProcessBuilderKeepsItsExitStatus() throws Exception {
        Process process = Command.of("sh", "-c", "exit 23").start();
        Child child = ended(7);
        Eventually.holds(
                "both are zombies or reaped", () -> !process.isAlive() && !child.isAlive());
        assertEquals(1, TABLE.reap().size());
        assertEquals(List.of(), TABLE.reap());
        assertEquals(23, process.waitFor());
    }

    @Test
    void aChildThatOtherCodeReapedIsReportedAsSuch() {
        Child other = TABLE.fork("", () -> Thread.sleep(100_000));
        Child stolen = TABLE.fork("", () -> {});
        takeStatus(stolen);
        assertEquals(ChildState.LOST, stolen.state());
        assertFalse(stolen.isAlive());
        assertEquals(List.of(), TABLE.reap());
        assertEchild(stolen);
        assertEquals(List.of(other), TABLE.children());
    }

    @Test
    void aChildThatOtherCodeReapsDuringTheWaitEndsTheWait() {
        Child stolen = TABLE.fork("", () -> Thread.sleep(100_000));
        Thread thief =
                new Thread(
                        () -> {
                            Libc.kill(stolen.pid(), 9);
                            takeStatus(stolen);
                        });
        assertTrue(stolen.isAlive());
        thief.start();
        try {
            Exit exit = TABLE.waitFor(stolen);
            assertTrue(exit.signaled(), "our wait was faster");
        } catch (SystemCallException e) {
            assertEquals(Errno.ECHILD, e.errno());
        }
        assertEquals(List.of(), TABLE.children());
    }

    @Test
    void theLastChildStolenLeavesTheTableEmpty() {
        Child stolen = TABLE.fork("", () -> {});
        takeStatus(stolen);
        assertEquals(List.of(), TABLE.reap());
        assertEquals(List.of(), TABLE.children());
        assertEchild(stolen);
    }

    private static void takeStatus(Child child) {
        try (NativeBuffer status = new NativeBuffer(4)) {
            Libc.wait4(child.pid(), status.address(), 0, 0);
        }
    }

    private static void assertEchild(Child child) {
        SystemCallException lost =
                assertThrows(SystemCallException.class, () -> TABLE.waitFor(child));
        assertEquals(Errno.ECHILD, lost.errno());
        assertTrue(lost.getMessage().contains(Integer.toString(child.pid())), lost.getMessage());
    }

    @Test
    void waitForNothingIsRefused() {
        assertEquals(
                Errno.EINVAL,
                assertThrows(SystemCallException.class, () -> TABLE.waitFor(null)).errno());
    }

    @Test
    void aStopDuringTheWaitGivesTheThreadBackAndLosesNothing() {
        Child child = TABLE.fork("", () -> Thread.sleep(100_000));
        Thread.currentThread().interrupt();
        assertEquals(
                Errno.EINTR,
                assertThrows(SystemCallException.class, () -> TABLE.waitFor(child)).errno());
        assertTrue(child.isAlive());
        assertEquals(List.of(child), TABLE.children());
    }
}
