package forkshell.console;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Lock;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * The lines that snippets ask the terminal for. There are some only while an input is being worked
 * on: otherwise the keys are the prompt's.
 */
final class InputLines {
    private final Terminal terminal;
    private final Lock keyboard;
    private boolean open;
    private boolean stopped;
    private Thread reader;

    /**
     * @param keyboard held by whoever reads it
     */
    InputLines(Terminal terminal, Lock keyboard) {
        this.terminal = terminal;
        this.keyboard = keyboard;
    }

    /** An input begins to be worked on. */
    synchronized void open() {
        open = true;
        stopped = false;
    }

    /**
     * Ctrl-C was pressed, perhaps before a line is asked for: what is typed from now on is meant
     * for the prompt.
     */
    synchronized void stop() {
        stopped = true;
        interruptReader();
    }

    /** It has ended; a thread of the learner's that still waits for a line gets an exception. */
    synchronized void close() {
        open = false;
        interruptReader();
    }

    private void interruptReader() {
        if (reader != null) {
            reader.interrupt();
        }
    }

    /**
     * Returns what is typed next; Ctrl-C throws a {@link UserInterruptException}. A thread of its
     * own reads the line: at Ctrl-C JLine interrupts the one that reads, perhaps when it has long
     * gone on, and the caller's talks to the agent through channels that an interrupt closes.
     */
    String next() throws IOException {
        FutureTask<String> line = new FutureTask<>(this::read);
        Thread thread = new Thread(line, "forkshell-line");
        thread.setDaemon(true);
        thread.start();
        try {
            return line.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IOException(failed.getCause().getMessage(), failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptedIOException();
        }
    }

    private String read() throws IOException {
        keyboard.lock();
        try {
            begin();
            return LineReaderBuilder.builder().terminal(terminal).build().readLine("");
        } catch (UserInterruptException interrupted) {
            checkOpen();
            throw interrupted;
        } finally {
            end();
            keyboard.unlock();
        }
    }

    private synchronized void begin() throws IOException {
        checkOpen();
        if (stopped) {
            throw new UserInterruptException("");
        }
        reader = Thread.currentThread();
    }

    private synchronized void checkOpen() throws IOException {
        if (!open) {
            throw new IOException(ConsoleMessages.text("input.closed"));
        }
    }

    private synchronized void end() {
        reader = null;
    }
}
