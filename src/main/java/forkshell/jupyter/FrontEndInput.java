package forkshell.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Standard input of the snippets: each line is asked of the front end that sent the cell. */
final class FrontEndInput extends InputStream {
    private static final long POLL_INTERVAL_MILLIS = 10;

    private final KernelConnection connection;
    private final Runnable beforeAsking;
    private byte[] line = {};
    private int at;
    private volatile Request cell;
    private volatile boolean cancelled;

    FrontEndInput(KernelConnection connection, Runnable beforeAsking) {
        this.connection = connection;
        this.beforeAsking = beforeAsking;
    }

    /** The next line is asked of the sender of this cell; null when it cannot be asked. */
    void belongTo(Request request) {
        cancelled = false;
        cell = request;
    }

    /** The cell is interrupted: ends its wait for a line, and those that it may yet begin. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public int read() throws IOException {
        if (at == line.length) {
            line = (ask() + "\n").getBytes(StandardCharsets.UTF_8);
            at = 0;
        }
        return line[at++] & 0xff;
    }

    private String ask() throws IOException {
        Request asked = cell;
        if (asked == null) {
            throw new IOException("This front end takes no input; System.in is empty here.");
        }
        beforeAsking.run();
        if (!connection.ask(asked, "input_request", Map.of("prompt", "", "password", false))) {
            throw new IOException("This front end has no connection for input.");
        }
        return answer().message().text("value");
    }

    private Request answer() throws InterruptedIOException {
        try {
            Request answer = null;
            while (answer == null) {
                if (cancelled) {
                    throw new InterruptedIOException();
                }
                answer = connection.answers().poll(POLL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
            }
            return answer;
        } catch (InterruptedException interrupted) {
            throw new InterruptedIOException();
        }
    }
}
