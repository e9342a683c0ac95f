package forkshell.console;

import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/**
 * Listens for Ctrl-T while a snippet runs, and opens a view then. Other keys stay where they are,
 * for the next prompt.
 */
final class KeyWhileRunning {
    private static final int CTRL_T = 'T' - '@';
    private static final int POLL_INTERVAL_MILLIS = 50;

    private final NonBlockingReader input;
    private final Lock keyboard;
    private final Runnable view;
    private final Thread thread = new Thread(this::listen, "forkshell-key");
    private volatile boolean closed;

    /**
     * @param keyboard held by whoever reads it
     */
    KeyWhileRunning(Terminal terminal, Lock keyboard, Runnable view) {
        this.input = terminal.reader();
        this.keyboard = keyboard;
        this.view = view;
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        try {
            for (pause(); !closed; pause()) {
                poll();
            }
        } catch (IOException ended) {
            closed = true;
        }
    }

    private static void pause() {
        LockSupport.parkNanos(POLL_INTERVAL_MILLIS * 1_000_000L);
    }

    private void poll() throws IOException {
        keyboard.lock();
        try {
            if (input.peek(1) == CTRL_T) {
                input.read();
                view.run();
            }
        } finally {
            keyboard.unlock();
        }
    }

    /** Listens no longer; waits until the view is left. */
    void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
