package forkshell.net;

import static forkshell.libc.SystemCallException.given;

import forkshell.display.Messages;
import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.libc.Descriptor;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.SocketAddress;
import forkshell.libc.SocketOptions;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A client to play with. It lives in the process that connected it and in no other: every later
 * child closes its copy before it begins, so the client's end is seen at once. Waits at most {@link
 * #PROGRESS_TIMEOUT_MILLIS} for progress, and for a connection as long as the kernel tries.
 */
public final class Client implements AutoCloseable {
    private static final Messages WORDS = Messages.of(Client.class);

    /** How long a call waits while nothing moves, in milliseconds. */
    public static final int PROGRESS_TIMEOUT_MILLIS = 10_000;

    /**
     * connect(2) to a server whose backlog is full fails by itself, see tcp_syn_retries in tcp(7).
     */
    private static final int CONNECT_TIMEOUT_MILLIS = 150_000;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Descriptor descriptor;
    private final SocketAddress server;
    private final SocketAddress local;

    /** Bytes that {@link #say} has sent and whose echo has not come. */
    private int owed;

    private Client(Descriptor descriptor, SocketAddress server) {
        this.descriptor = descriptor;
        this.server = server;
        this.local = Sys.getsockname(descriptor.fd());
    }

    /**
     * Connects {@code socket}, which is not blocking, to a server: connect(2). The caller closes
     * the client.
     *
     * @throws SystemCallException ECONNREFUSED when nothing listens there; ETIMEDOUT when the
     *     server's backlog stays full for about two minutes
     */
    static Client connect(Descriptor socket, SocketAddress server) {
        try {
            if (!Sys.connect(socket.fd(), server)) {
                finish(socket, server);
            }
            return new Client(socket, server);
        } catch (RuntimeException failed) {
            socket.close("connect");
            throw failed;
        }
    }

    private static void finish(Descriptor descriptor, SocketAddress server) {
        wait(descriptor, "connect", Libc.POLLOUT, CONNECT_TIMEOUT_MILLIS);
        int error = SocketOptions.socketError(descriptor.fd());
        if (error != 0) {
            throw SystemCallException.of("connect", Errno.of(error), descriptor.fd(), server);
        }
    }

    private static void wait(Descriptor descriptor, String call, int events, int timeoutMillis) {
        if (!descriptor.await(call, events, timeoutMillis)) {
            throw new SystemCallException(
                    call,
                    String.valueOf(descriptor.fd()),
                    Errno.ETIMEDOUT,
                    WORDS.get("client.timeout", timeoutMillis / 1000));
        }
    }

    /**
     * Sends {@code text} in UTF-8 and returns what the server echoes, as many bytes, fewer if it
     * ends before that. What is still to come of an earlier call, which was stopped or gave up,
     * comes first and is left out.
     */
    public String say(String text) {
        byte[] bytes = given("say", text, "\"hello\"").getBytes(StandardCharsets.UTF_8);
        int late = owed;
        ByteArrayOutputStream echo = new ByteArrayOutputStream();
        try (NativeBuffer buffer = new NativeBuffer(BUFFER_BYTES)) {
            for (int sent = 0; sent < bytes.length; ) {
                int count = sendSome(buffer, bytes, sent);
                owed += count;
                sent = receiveSome(buffer, echo, owed) ? sent + count : bytes.length;
            }
        }
        int begin = Math.min(late, echo.size());
        return new String(echo.toByteArray(), begin, echo.size() - begin, StandardCharsets.UTF_8);
    }

    /** Sends all of {@code bytes}; waits while the server does not read. */
    public void send(byte[] bytes) {
        given("send", bytes, "\"hello\".getBytes()");
        try (NativeBuffer buffer = new NativeBuffer(BUFFER_BYTES)) {
            for (int sent = 0; sent < bytes.length; ) {
                sent += sendSome(buffer, bytes, sent);
            }
        }
    }

    private int sendSome(NativeBuffer buffer, byte[] bytes, int from) {
        int count = Math.min(buffer.size(), bytes.length - from);
        buffer.put(0, bytes, from, count);
        wait(descriptor, "send", Libc.POLLOUT, PROGRESS_TIMEOUT_MILLIS);
        int fd = descriptor.use("send");
        try {
            return (int) Sys.send(fd, buffer.address(), count);
        } catch (SystemCallException failed) {
            throw Journal.failed(failed);
        } finally {
            descriptor.done();
        }
    }

    /** Receives {@code count} bytes; fewer when the server ends before, none at its end. */
    public byte[] receive(int count) {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (NativeBuffer buffer = new NativeBuffer(BUFFER_BYTES)) {
            receiveSome(buffer, received, count);
        }
        return received.toByteArray();
    }

    /** Returns false if the server ended before {@code count} bytes had come. */
    private boolean receiveSome(NativeBuffer buffer, ByteArrayOutputStream target, int count) {
        byte[] bytes = new byte[Math.min(count, BUFFER_BYTES)];
        for (int left = count; left > 0; ) {
            int n = read(buffer, Math.min(left, buffer.size()));
            if (n == 0) {
                return false;
            }
            buffer.get(0, bytes, 0, n);
            target.write(bytes, 0, n);
            left -= n;
        }
        return true;
    }

    private int read(NativeBuffer buffer, int count) {
        wait(descriptor, "receive", Libc.POLLIN, PROGRESS_TIMEOUT_MILLIS);
        int n = descriptor.read("receive", buffer, count);
        owed = Math.max(0, owed - n);
        return n;
    }

    /** Says that nothing more will be sent, but goes on receiving: shutdown(2) with SHUT_WR. */
    public void halfClose() {
        int fd = descriptor.use("halfClose");
        try {
            Sys.shutdown(fd, Libc.SHUT_WR);
            Journal.record(Event.HALF_CLOSE, local.port());
        } finally {
            descriptor.done();
        }
    }

    /** Ends the connection with RST: SO_LINGER with time 0, then close(2). */
    public void reset() {
        SocketOptions.lingerZero(descriptor.use("reset"));
        descriptor.done();
        descriptor.close("reset()");
        Journal.record(Event.RESET, local.port());
    }

    /** Returns the address of the server. */
    public SocketAddress peer() {
        return server;
    }

    /** Returns the address of this end; its port is what the server sees. */
    public SocketAddress local() {
        return local;
    }

    /** Returns the number of its descriptor; do not close it by other means. */
    public int fd() {
        return descriptor.fd();
    }

    /** Tells whether this process has not closed it. */
    public boolean isOpen() {
        return descriptor.isOpen();
    }

    /** Closes the copy of this process: close(2). Closing twice does nothing. */
    @Override
    public void close() {
        close("close()");
    }

    /** Closes it; {@code by} tells a later caller who did. Closing twice does nothing. */
    public void close(String by) {
        descriptor.close(by);
    }

    /** Returns {@code client 127.0.0.1:50312 of 127.0.0.1:7777, pid 4200, fd 7, open}. */
    @Override
    public String toString() {
        return "client " + local + " of " + server + ", " + descriptor.whose();
    }
}
