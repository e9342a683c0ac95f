package forkshell.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/** A client that visits a server. Nothing that it does waits for longer than its pace allows. */
final class Visitor implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /** How a connection stands. */
    enum State {
        OPEN,
        ENDED,
        RESET
    }

    private final SocketChannel channel;
    private final Pace pace;
    private final int port;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private State state = State.OPEN;

    /**
     * @throws IOException when the connection is refused, or not made in time
     */
    Visitor(int server, Pace pace) throws IOException {
        this.pace = pace;
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), server));
            finishConnecting();
            port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void finishConnecting() throws IOException {
        IOException[] failure = {null};
        boolean decided =
                pace.shows(
                        () -> {
                            try {
                                return channel.finishConnect();
                            } catch (IOException e) {
                                failure[0] = e;
                                return true;
                            }
                        });
        if (failure[0] != null || !decided) {
            throw failure[0] != null ? failure[0] : new IOException("timed out");
        }
    }

    /** This end's port, by which the server's socket is known. */
    int port() {
        return port;
    }

    State state() {
        return state;
    }

    /** Sends {@code bytes} while it takes in what comes back, and returns what has come in all. */
    byte[] exchange(byte[] bytes) {
        received.reset();
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        long[] progress = {-1};
        while (state == State.OPEN && received.size() < bytes.length && progress(rest, progress)) {
            continue;
        }
        return received.toByteArray();
    }

    /** False when nothing has moved for as long as patience lasts. */
    private boolean progress(ByteBuffer rest, long[] before) {
        return pace.shows(
                () -> {
                    write(rest);
                    read();
                    long now = (long) rest.position() + received.size();
                    boolean moved = now != before[0] || state != State.OPEN;
                    before[0] = now;
                    return moved;
                });
    }

    /** Sends all of {@code bytes}; false when the server does not take them. */
    boolean send(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        return pace.shows(() -> state != State.OPEN || write(rest) && !rest.hasRemaining());
    }

    /** Sends as much of {@code rest} as there is room for; false when the connection has broken. */
    boolean write(ByteBuffer rest) {
        try {
            channel.write(rest);
            return true;
        } catch (IOException broken) {
            state = State.RESET;
            return false;
        }
    }

    /** Receives until there are {@code count} bytes in all, or the end. */
    byte[] receive(int count) {
        pace.shows(() -> received.size() >= count || read() != State.OPEN);
        return received.toByteArray();
    }

    /**
     * Returns whether the server ends the connection, cleanly or not; what it still sends is kept.
     */
    boolean seesEnd() {
        return pace.shows(() -> read() != State.OPEN);
    }

    private State read() {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            int count = channel.read(buffer);
            received.write(buffer.array(), 0, Math.max(0, count));
            state = count < 0 ? State.ENDED : state;
        } catch (IOException broken) {
            state = State.RESET;
        }
        return state;
    }

    /** Says that nothing more will come: shutdown(2) with SHUT_WR. */
    void halfClose() throws IOException {
        channel.shutdownOutput();
    }

    /** Ends the connection with RST. */
    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Returns {@code count} bytes of all values. */
    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8));
        }
        return bytes;
    }

    /** Returns the index of the first byte that differs, -1 when there is none. */
    static int mismatch(byte[] expected, byte[] found) {
        return Arrays.mismatch(expected, found);
    }
}
