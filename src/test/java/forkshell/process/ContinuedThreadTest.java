package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import forkshell.libc.SystemCallException;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A child goes on as the thread that forked it, as fork(2) says. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class ContinuedThreadTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final int RIGHT = 7;

    @AfterEach
    void endChildren() {
        TABLE.ignoreExit();
        TABLE.endAll();
    }

    private static Child forkThatEnters(Object monitor) {
        return TABLE.fork(
                "",
                () -> {
                    synchronized (monitor) {
                        TABLE.exit(RIGHT);
                    }
                });
    }

    private static void assertRight(Child child) {
        assertEquals(RIGHT, TABLE.waitFor(child).exitCode());
    }

    @Test
    void itHoldsTheMonitorsOfItsCaller() {
        synchronized (this) {
            assertRight(forkThatEnters(this));
        }
    }

    @Test
    void itHoldsTheLocksOfItsCaller() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        try {
            assertRight(
                    TABLE.fork(
                            "",
                            () -> {
                                lock.lock();
                                TABLE.exit(lock.isHeldByCurrentThread() ? RIGHT : 0);
                            }));
        } finally {
            lock.unlock();
        }
    }

    @Test
    void itHasTheThreadLocalsAndTheNameOfItsCaller() throws Exception {
        ThreadLocal<String> local = new ThreadLocal<>();
        Callable<Child> fork =
                () -> {
                    local.set("kept");
                    return TABLE.fork(
                            "",
                            () -> {
                                assertEquals("kept", local.get());
                                assertEquals("caller", Thread.currentThread().getName());
                                TABLE.exit(RIGHT);
                            });
                };
        assertRight(onAThread(fork));
    }

    private static <T> T onAThread(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "caller");
        thread.start();
        thread.join();
        return task.get();
    }

    /** Forks while the class is being initialised: only its own thread may use it. */
    static final class Initialised {
        static final Child CHILD = TABLE.fork("", () -> TABLE.exit(right()));

        private static int right() {
            return RIGHT;
        }
    }

    @Test
    void itGoesOnInAStaticInitialiser() {
        assertRight(Initialised.CHILD);
    }

    @Test
    void itOutlivesTheThreadThatForkedIt() throws Exception {
        Child child = onAThread(() -> TABLE.fork("", () -> Thread.sleep(100_000)));
        Eventually.holds("the thread is gone", () -> !isATask("caller"));
        assertEquals(ChildState.SLEEPING, child.state());
    }

    private static boolean isATask(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }

    @Test
    void aHandlerOfSigchldMayFork() {
        AtomicReference<Child> second = new AtomicReference<>();
        TABLE.onExit(
                exit -> {
                    if (second.get() == null) {
                        second.set(forkThatEnters(second));
                    }
                });
        TABLE.fork("", () -> {});
        Eventually.holds(
                "the second child has ended and is reaped",
                () -> second.get() != null && second.get().exit() != null);
        assertEquals(RIGHT, second.get().exit().exitCode());
    }

    @Test
    void theThreadsOfAPoolAndOfAStreamMayFork() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<Child> ofThePool = pool.submit(() -> forkThatEnters(pool));
        assertRight(ofThePool.get());
        pool.shutdown();
        List<Child> children =
                IntStream.range(0, 4).parallel().mapToObj(i -> forkThatEnters(this)).toList();
        children.forEach(ContinuedThreadTest::assertRight);
    }

    @Test
    void manyThreadsMayForkAtOnce() throws Exception {
        List<FutureTask<Child>> forks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            forks.add(new FutureTask<>(() -> forkThatEnters(new Object())));
            new Thread(forks.get(i)).start();
        }
        for (FutureTask<Child> fork : forks) {
            assertRight(fork.get());
        }
    }

    @Test
    void itIsNotInterruptedAlthoughItsCallerIs() {
        Thread.currentThread().interrupt();
        Child child;
        try {
            child =
                    TABLE.fork(
                            "",
                            () -> {
                                Thread.sleep(1);
                                TABLE.exit(RIGHT);
                            });
        } finally {
            assertTrue(Thread.interrupted());
        }
        assertRight(child);
    }

    @Test
    void aVirtualThreadIsRefusedInASentence() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Runnable fork =
                () ->
                        thrown.set(
                                assertThrows(
                                        SystemCallException.class, () -> TABLE.fork("", () -> {})));
        Thread thread =
                (Thread)
                        Thread.class
                                .getMethod("startVirtualThread", Runnable.class)
                                .invoke(null, fork);
        thread.join();
        assertTrue(thrown.get().getMessage().contains("platform thread"), thrown.toString());
    }
}
