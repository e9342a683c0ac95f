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
    private byte[] line = {};
    private int at;
    private volatile Request cell;
    private volatile boolean waiting;

    FrontEndInput(StdinChannel channel) {
        this.channel = channel;
    }

    /** The next line is asked of the sender of this cell; null when it cannot be asked. */
    void belongTo(Request request) {
        cell = request;
    }

    /** Ends a wait for a line, as an interrupt does. */
    void cancel() {
        waiting = false;
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
        waiting = true;
        asked.send(channel, MessageType.INPUT_REQUEST, Map.of("prompt", "", "password", false));
        while (!Connection.isReadable(channel)) {
            if (!waiting) {
                throw new InterruptedIOException();
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
        waiting = false;
        return channel.readMessage(MessageType.INPUT_REPLY).getContent().getValue();
    }

    private void forgetLateAnswers() {
        while (Connection.isReadable(channel)) {
            channel.readMessage();
        }
    }
}
