package forkshell.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The clients of all measured servers: a program that reads commands and answers each with a line
 * of numbers, or with a word that says what went wrong.
 */
public final class LoadGenerator {
    private static final int CLIENTS = 8;
    private static final int SMALL_BYTES = 16;
    private static final int LARGE_BYTES = 1 << 16;

    /** Below the ports that the kernel gives away, see ip(7). */
    private static final int FIRST_PORT = 10_000;

    private static final int PORTS = 20_000;

    private final List<SocketChannel> held = new ArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();

    private LoadGenerator() {}

    /**
     * Reads {@code connections PORT MILLIS}, {@code roundtrips PORT MILLIS}, {@code bulk PORT
     * BYTES}, {@code hold PORT N} and {@code release} from standard input.
     */
    public static void main(String[] args) throws IOException {
        LoadGenerator generator = new LoadGenerator();
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(generator.answer(line.split(" ")));
        }
    }

    private String answer(String[] words) {
        try {
            return switch (words[0]) {
                case "connections" -> connections(port(words), Integer.parseInt(words[2]));
                case "roundtrips" -> roundTrips(port(words), Integer.parseInt(words[2]));
                case "bulk" -> bulk(port(words), Long.parseLong(words[2]));
                case "hold" -> hold(port(words), Integer.parseInt(words[2]));
                default -> release();
            };
        } catch (IOException | InterruptedException e) {
            return "failed: " + words[0] + ": " + e.getMessage();
        }
    }

    private static int port(String[] words) {
        return Integer.parseInt(words[1]);
    }

    private static SocketChannel connect(int port) throws IOException {
        return connect(SocketChannel.open(), port);
    }

    private static SocketChannel connect(SocketChannel channel, int port) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return channel;
    }

    /**
     * Connects from an address and port that no client had before. An address has 28,000 ports to
     * give away, and each rests for a second after use (tcp_tw_reuse in tcp(7)): a fast server
     * would wait for ports. These are others, so that none is taken for a server's afterwards.
     */
    private SocketChannel connectFromElsewhere(int port) throws IOException {
        int number = connected.getAndIncrement();
        int host = number / PORTS;
        byte[] address = {127, 1, (byte) (host >> 8), (byte) host};
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        try {
            channel.bind(
                    new InetSocketAddress(
                            InetAddress.getByAddress(address), FIRST_PORT + number % PORTS));
        } catch (BindException somebodyListensThere) {
            channel.close();
            return connectFromElsewhere(port);
        }
        return connect(channel, port);
    }

    /**
     * Measures connections a second: connect, one exchange of 16 bytes, close, by eight clients at
     * once.
     */
    private String connections(int port, int millis) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        long start = System.nanoTime();
        long end = start + millis * 1_000_000L;
        List<Thread> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new Thread(() -> connectUntil(end, port, done, failed)));
        }
        clients.forEach(Thread::start);
        for (Thread client : clients) {
            client.join();
        }
        return failed.get() > 0
                ? "failed: " + failed + " connections"
                : done.get() * 1e9 / (System.nanoTime() - start) + " " + done;
    }

    private void connectUntil(long end, int port, AtomicLong done, AtomicLong failed) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SMALL_BYTES);
        while (System.nanoTime() < end) {
            try (SocketChannel channel = connectFromElsewhere(port)) {
                exchange(channel, bytes);
                done.incrementAndGet();
            } catch (IOException e) {
                failed.incrementAndGet();
            }
        }
    }

    private static void exchange(SocketChannel channel, ByteBuffer bytes) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        receive(channel, bytes);
    }

    private static void receive(SocketChannel channel, ByteBuffer bytes) throws IOException {
        bytes.clear();
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new IOException("the server ended early");
            }
        }
    }

    /**
     * Measures the median and the 99th percentile of round trips of 16 bytes, in microseconds,
     * after a first one: who serves this client has started then, which takes a fresh JVM half a
     * second.
     */
    private static String roundTrips(int port, int millis) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SMALL_BYTES);
        long[] times = new long[millis * 500];
        int count = 0;
        try (SocketChannel channel = connect(port)) {
            exchange(channel, bytes);
            long end = System.nanoTime() + millis * 1_000_000L;
            while (System.nanoTime() < end && count < times.length) {
                long start = System.nanoTime();
                exchange(channel, bytes);
                times[count++] = System.nanoTime() - start;
            }
        }
        return Percentiles.of(times, count);
    }

    /** Megabytes a second through one connection that is served, written in pieces of 64 KB. */
    private static String bulk(int port, long bytes) throws IOException, InterruptedException {
        try (SocketChannel channel = connect(port)) {
            exchange(channel, ByteBuffer.allocateDirect(SMALL_BYTES));
            long start = System.nanoTime();
            Thread writer = new Thread(() -> write(channel, bytes));
            writer.start();
            ByteBuffer buffer = ByteBuffer.allocateDirect(LARGE_BYTES);
            long received = 0;
            while (received < bytes) {
                buffer.clear();
                int count = channel.read(buffer);
                if (count < 0) {
                    throw new IOException("the server ended early");
                }
                received += count;
            }
            writer.join();
            return String.valueOf(bytes * 1e3 / (System.nanoTime() - start));
        }
    }

    private static void write(SocketChannel channel, long bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LARGE_BYTES);
        try {
            for (long sent = 0; sent < bytes; ) {
                buffer.clear().limit((int) Math.min(LARGE_BYTES, bytes - sent));
                sent += channel.write(buffer);
            }
        } catch (IOException e) {
            // The reader sees the end, too, and says so.
            return;
        }
    }

    /** Connects that many clients, each served once, and keeps them. */
    private String hold(int port, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SMALL_BYTES);
        for (int i = 0; i < count; i++) {
            SocketChannel channel = connect(port);
            held.add(channel);
            exchange(channel, bytes);
        }
        return String.valueOf(held.size());
    }

    private String release() throws IOException {
        for (SocketChannel channel : held) {
            channel.close();
        }
        held.clear();
        return "0";
    }
}
