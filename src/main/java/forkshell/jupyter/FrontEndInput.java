package forkshell.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.MessageType;

/** Standard input of the snippets: each line is asked of the front end that sent the cell. */
final class FrontEndInput extends InputStream {
    private static final long TURN_NANOS = 10_000_000;

    private final StdinChannel channel;
    private final Runnable beforeAsking;
    private byte[] line = {};
    private int at;
    private volatile Request cell;
    private volatile boolean cancelled;

    FrontEndInput(StdinChannel channel, Runnable beforeAsking) {
        this.channel = channel;
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
        forgetLateAnswers();
        beforeAsking.run();
        asked.send(channel, MessageType.INPUT_REQUEST, Map.of("prompt", "", "password", false));
        while (!Connection.isReadable(channel)) {
            if (cancelled) {
                throw new InterruptedIOException();
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
        return channel.readMessage(MessageType.INPUT_REPLY).getContent().getValue();
    }

    private void forgetLateAnswers() {
        while (Connection.isReadable(channel)) {
            channel.readMessage();
        }
    }
}
