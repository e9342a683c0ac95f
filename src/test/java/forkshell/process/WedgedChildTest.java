package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Signal;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.Printed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A child that can never go on is found, ended and reported; without that each test would hang. */
@Timeout(30)
@ExtendWith(LeavesNothingBehind.class)
class WedgedChildTest {
    private static final ProcessTable TABLE = new ProcessTable();

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void endChildren() {
        release.countDown();
        TABLE.endAll();
    }

    @Test
    void aCollection() {
        assertWedges(System::gc);
    }

    @Test
    void aHeapThatIsExhausted() {
        assertWedges(
                () -> {
                    List<byte[]> hoard = new ArrayList<>();
                    while (true) {
                        hoard.add(new byte[1 << 20]);
                    }
                });
    }

    @Test
    void runtimeHalt() {
        assertWedges(() -> Runtime.getRuntime().halt(3));
    }

    @Test
    void aMonitorThatAThreadOfTheParentHolds() throws InterruptedException {
        Object monitor = new Object();
        holding(
                held -> {
                    synchronized (monitor) {
                        held.countDown();
                        awaitRelease();
                    }
                });
        assertWedges(
                () -> {
                    synchronized (monitor) {
                        TABLE.exit(0);
                    }
                });
    }

    @Test
    void aLockThatAThreadOfTheParentHolds() throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        holding(
                held -> {
                    lock.lock();
                    held.countDown();
                    awaitRelease();
                    lock.unlock();
                });
        assertWedges(lock::lock);
    }

    @Test
    void joiningAThreadThatVanished() throws InterruptedException {
        Thread vanished =
                holding(
                        held -> {
                            held.countDown();
                            awaitRelease();
                        });
        assertWedges(vanished::join);
    }

    private static Thread holding(Consumer<CountDownLatch> body) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(() -> body.accept(held));
        holder.setDaemon(true);
        holder.start();
        held.await();
        return holder;
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aGrandchild() {
        try (Printed printed = Printed.capture()) {
            Child child =
                    TABLE.fork(
                            "",
                            () -> {
                                Exit exit = TABLE.waitFor(TABLE.fork("", System::gc));
                                TABLE.exit(exit.signaled() ? exit.signal().number() : 0);
                            });
            assertEquals(Signal.SIGKILL.number(), TABLE.waitFor(child).exitCode());
            assertTrue(String.join("", printed.err()).contains("wedged and ended by forkshell"));
        }
    }

    private static void assertWedges(ChildTask task) {
        long counted = TABLE.statistics().wedgedAfterReady();
        try (Printed printed = Printed.capture()) {
            Child child = TABLE.fork("", task);
            Exit exit = TABLE.waitFor(child);
            assertEquals(Signal.SIGKILL, exit.signal());
            assertTrue(
                    exit.toString().contains("Fork copies memory, not threads"), exit.toString());
            String sentence = String.join("\n", printed.err());
            assertTrue(sentence.startsWith("[" + child.pid() + "] wedged and ended"), sentence);
        }
        assertEquals(counted + 1, TABLE.statistics().wedgedAfterReady());
    }

    @Test
    void aChildThatOnlySleepsIsLeftAlone() {
        Child child = TABLE.fork("", () -> Thread.sleep(2_000));
        assertEquals(0, TABLE.waitFor(child).exitCode());
    }
}
