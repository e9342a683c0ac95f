package forkshell.process;

import forkshell.jvm.JvmTools;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.Printed;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Ctrl-C in jshell throws an exception into the snippet's thread, wherever it is. Whatever the
 * thread was doing, the next one can do it, too.
 */
@Timeout(300)
@ExtendWith(LeavesNothingBehind.class)
class StoppedThreadTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final int STOPS = 200;

    private static final class Stop extends Error {
        private static final long serialVersionUID = 1;
    }

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    @Test
    void reapingGoesOnAfterAnyStop() {
        try (Printed printed = Printed.capture()) {
            TABLE.fork("", StoppedThreadTest::chatter);
            stopAgainAndAgain(TABLE::reap);
            Eventually.holds("children still print", () -> printed.out().size() > 1);
        }
    }

    private static void chatter() throws InterruptedException {
        while (true) {
            System.out.println("still here");
            Thread.sleep(1);
        }
    }

    @Test
    void forkingGoesOnAfterAnyStop() {
        stopAgainAndAgain(
                () -> {
                    TABLE.fork("", () -> {});
                    TABLE.reap();
                });
    }

    private static void stopAgainAndAgain(Runnable work) {
        for (int i = 0; i < STOPS; i++) {
            AtomicInteger rounds = new AtomicInteger();
            Thread thread = new Thread(() -> forEver(work, rounds), "learner");
            thread.setDaemon(true);
            thread.start();
            Eventually.holds("at work", () -> rounds.get() > 0);
            JvmTools.stop(thread, new Stop());
            Eventually.holds("stopped", () -> !thread.isAlive());
        }
        Thread next = new Thread(work, "next");
        next.setDaemon(true);
        next.start();
        Eventually.holds("the next one has done it", () -> !next.isAlive());
    }

    private static void forEver(Runnable work, AtomicInteger rounds) {
        try {
            while (true) {
                work.run();
                rounds.incrementAndGet();
            }
        } catch (Stop stopped) {
            return;
        }
    }
}
