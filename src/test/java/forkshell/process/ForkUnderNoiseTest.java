package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.LeavesNothingBehind;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Other threads of the parent are busy at the instant of the fork; a lost child would hang. */
@Timeout(90)
@ExtendWith(LeavesNothingBehind.class)
class ForkUnderNoiseTest {
    private static final ProcessTable TABLE = new ProcessTable();

    private volatile boolean quiet;

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    @Test
    void eachOfAHundredForksUnderGcNoiseGivesALivingChildThatEndsAsTold() throws Exception {
        underNoise(
                this::allocate,
                () -> {
                    for (int i = 0; i < 100; i++) {
                        assertEndsAsTold();
                    }
                });
    }

    @Test
    void aForkDuringClassLoadingGivesAChildThatLoadsClasses() throws Exception {
        underNoise(
                this::loadClasses,
                () -> {
                    for (int i = 0; i < 20; i++) {
                        assertEndsAsTold();
                    }
                });
    }

    @Test
    void aForkWhileThreadsEndGivesAChildThatUsesTheListOfThreads() throws Exception {
        underNoise(
                this::startThreads,
                () -> {
                    for (int i = 0; i < 100; i++) {
                        Child child = TABLE.fork("", () -> Thread.currentThread().setPriority(5));
                        assertEquals(0, TABLE.waitFor(child).exitCode());
                    }
                });
    }

    @Test
    void manyThreadsForkAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        Callable<Exit> fork = () -> TABLE.waitFor(TABLE.fork("", () -> TABLE.exit(7)));
        for (Future<Exit> exit :
                pool.invokeAll(IntStream.range(0, 40).mapToObj(i -> fork).toList())) {
            assertTold(exit.get());
        }
        pool.shutdown();
    }

    private void underNoise(Runnable noise, Runnable body) throws InterruptedException {
        Thread noisy = new Thread(noise);
        noisy.start();
        try {
            body.run();
        } finally {
            quiet = true;
            noisy.join();
        }
    }

    private void allocate() {
        List<byte[]> kept = new ArrayList<>();
        while (!quiet) {
            kept.add(new byte[1 << 14]);
            if (kept.size() > 1_000) {
                kept.clear();
            }
        }
    }

    private void startThreads() {
        while (!quiet) {
            Thread thread = new Thread(() -> {});
            thread.start();
            join(thread);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Loads this class again and again, each time by a loader of its own. */
    private void loadClasses() {
        URL origin = ForkUnderNoiseTest.class.getProtectionDomain().getCodeSource().getLocation();
        while (!quiet) {
            try (URLClassLoader loader = new URLClassLoader(new URL[] {origin}, null)) {
                loader.loadClass("forkshell.testing.LearnersCode");
            } catch (IOException | ClassNotFoundException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static void assertEndsAsTold() {
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            Class.forName("java.util.concurrent.Phaser");
                            TABLE.exit(7);
                        });
        assertTold(TABLE.waitFor(child));
    }

    /** As told, or wedged after it was ready, and then found and reported with the reason. */
    private static void assertTold(Exit exit) {
        boolean found = exit.signaled() && exit.reason().contains("Fork copies memory");
        assertTrue(exit.exitCode() == 7 || found, exit.toString());
    }
}
