package forkshell.trial;

import forkshell.libc.Libc;
import forkshell.libc.Signal;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * What other threads of a JVM may be doing at the instant of a fork, each holding other locks of
 * the VM.
 */
public enum Noise {
    /** Takes memory without pause, so that the collector runs again and again. */
    ALLOCATION {
        private byte[][] kept = new byte[64][];

        @Override
        void once(Random random) {
            for (int i = 0; i < 1_000; i++) {
                kept[random.nextInt(kept.length)] = new byte[random.nextInt(1 << 14)];
            }
        }
    },
    /** Loads a class in a class loader of its own. */
    CLASSES {
        @Override
        void once(Random random) {
            NoiseClass.load();
        }
    },
    /** Calls a method of a new class until the compiler, if there is one, is asked for it. */
    COMPILATION {
        private static final int CALLS = 12_000;

        @Override
        void once(Random random) {
            IntSupplier method = NoiseClass.load();
            for (int i = 0; i < CALLS; i++) {
                method.getAsInt();
            }
        }
    },
    /** Starts a thread and waits for its end. */
    THREADS {
        @Override
        void once(Random random) throws InterruptedException {
            Thread thread = new Thread(() -> {}, "noise");
            thread.start();
            thread.join();
        }
    },
    /** Sends SIGCHLD to this process, although no child has ended. */
    SIGNALS {
        @Override
        void once(Random random) {
            Libc.kill(Libc.getpid(), Signal.SIGCHLD.number());
            LockSupport.parkNanos(random.nextInt(500_000));
        }
    };

    abstract void once(Random random) throws InterruptedException;

    /** Begins to make this noise on a thread of its own, until that is interrupted. */
    Thread start(long seed) {
        Thread thread = new Thread(() -> make(new Random(seed)), "forkshell-noise-" + this);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void make(Random random) {
        try {
            while (!Thread.interrupted()) {
                once(random);
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
