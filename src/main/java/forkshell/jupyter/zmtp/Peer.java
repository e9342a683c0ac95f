package forkshell.jupyter.zmtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One connection of somebody else. Thread-safe. */
public final class Peer {
    /** What a peer may leave unread, beside a single message. */
    private static final int MOST_UNREAD_BYTES = 8 << 20;

    private static final int MOST_TOPICS = 16;
    private static final String IDENTITY = "Identity";

    private final SocketChannel channel;
    private final SelectionKey key;
    private final long since = System.nanoTime();
    private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
    private final Set<String> topics = new HashSet<>();
    private long unsentBytes;
    private long written = since;
    private String identity = "";
    private volatile boolean trusted;

    Peer(SocketChannel channel, SelectionKey key) {
        this.channel = channel;
        this.key = key;
    }

    /** By what name the peer calls itself on each of its sockets; anybody may take any. */
    public synchronized String identity() {
        return identity;
    }

    /** Keeps the connection when there are too many: the peer has shown that it has the key. */
    public void trust() {
        trusted = true;
    }

    boolean isTrusted() {
        return trusted;
    }

    long ageMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    /** Sends a message, or disconnects a peer that leaves too much unread. Does not wait. */
    public void send(List<byte[]> message) {
        send(Frames.of(message), 0);
    }

    /**
     * Waits for a peer that reads slowly; disconnects one that reads nothing for {@code millis}.
     */
    void send(ByteBuffer bytes, long millis) {
        if (!add(bytes, millis)) {
            close();
        }
    }

    private synchronized boolean add(ByteBuffer bytes, long millis) {
        while (unsentBytes > MOST_UNREAD_BYTES && channel.isOpen()) {
            long left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - written);
            if (left <= 0 || !pause(left)) {
                return false;
            }
        }
        unsent.add(bytes);
        unsentBytes += bytes.remaining();
        if (key.isValid()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
            key.selector().wakeup();
        }
        return true;
    }

    /** Waits until everything is sent, up to {@code millis}. */
    synchronized void awaitSent(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        long left = millis;
        while (!unsent.isEmpty() && channel.isOpen() && left > 0 && pause(left)) {
            left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        }
    }

    private boolean pause(long millis) {
        try {
            wait(millis);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes what the connection has room for. */
    synchronized void write() throws IOException {
        written = System.nanoTime();
        while (!unsent.isEmpty()) {
            unsentBytes -= channel.write(unsent.peek());
            if (unsent.peek().hasRemaining()) {
                notifyAll();
                return;
            }
            unsent.remove();
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        notifyAll();
    }

    int read(ByteBuffer target) throws IOException {
        return channel.read(target);
    }

    /** Takes a subscription to a beginning of the first frame, or the end of one. */
    synchronized void subscribe(byte[] message) {
        if (message.length == 0) {
            return;
        }
        String topic = text(message, 1, message.length);
        if (message[0] == 0) {
            topics.remove(topic);
        } else if (message[0] == 1 && topics.size() < MOST_TOPICS) {
            topics.add(topic);
        }
    }

    synchronized boolean wants(byte[] topic) {
        String text = text(topic, 0, topic.length);
        return topics.stream().anyMatch(text::startsWith);
    }

    /** READY, which tells the identity; other commands mean nothing here. */
    synchronized void command(byte[] command) {
        ByteBuffer fields = ByteBuffer.wrap(command);
        if (command.length < 6 || !text(command, 1, 6).equals("READY")) {
            return;
        }
        fields.position(6);
        while (fields.hasRemaining()) {
            String name = text(next(fields, fields.get() & 0xff));
            byte[] value = next(fields, fields.getInt());
            identity = name.equalsIgnoreCase(IDENTITY) ? text(value) : identity;
        }
    }

    private static byte[] next(ByteBuffer fields, int length) {
        byte[] bytes = new byte[Math.min(Math.max(0, length), fields.remaining())];
        fields.get(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(Arrays.copyOfRange(bytes, from, to), StandardCharsets.ISO_8859_1);
    }

    void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            // it is closed all the same
        }
        synchronized (this) {
            unsent.clear();
            notifyAll();
        }
    }
}
