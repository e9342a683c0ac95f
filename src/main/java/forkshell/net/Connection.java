package forkshell.net;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.libc.Descriptor;
import forkshell.libc.Errno;
import forkshell.libc.Generation;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.SocketAddress;
import forkshell.libc.SocketOptions;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;

/**
 * The server's end of a TCP connection, as accept(2) gave it. The process that accepted it and each
 * child forked afterwards have a copy; the client sees the end only when all of them are closed.
 */
public final class Connection implements AutoCloseable {
    private final Descriptor descriptor;
    private final SocketAddress peer;
    private final SocketAddress local;

    Connection(int fd, SocketAddress peer, SocketAddress local) {
        this.peer = peer;
        this.local = local;
        this.descriptor = new Descriptor(fd, "connection of ", peer);
    }

    /**
     * Takes over a connected socket that came from elsewhere, such as another process.
     *
     * @throws SystemCallException ENOTCONN when its client is gone; it has been closed then
     */
    public static Connection of(int fd) {
        try {
            return new Connection(fd, Sys.getpeername(fd), Sys.getsockname(fd));
        } catch (SystemCallException failed) {
            Sys.close(fd);
            throw failed;
        }
    }

    /** Returns the address of the client. */
    public SocketAddress peer() {
        return peer;
    }

    /** Returns the address of the listener. */
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

    /**
     * Reads what has come, at most {@code buffer.size()} bytes; waits while there is nothing. 0 at
     * the end. read(2).
     *
     * @throws SystemCallException ECONNRESET; EBADF when it is or gets closed; EINTR when the
     *     thread is interrupted
     */
    public int read(NativeBuffer buffer) {
        descriptor.await("read", Libc.POLLIN, -1);
        int fd = descriptor.use("read");
        try {
            return receive(fd, buffer.address(), buffer.size());
        } finally {
            descriptor.done();
        }
    }

    /**
     * read(2). Linux has a connection inherit the time that its listener may wait. Undone only when
     * that time has passed, because most clients speak at once.
     */
    private static int receive(int fd, long address, int count) {
        try {
            return (int) Sys.read(fd, address, count);
        } catch (SystemCallException failed) {
            if (failed.errno() != Errno.EAGAIN) {
                throw failed;
            }
            SocketOptions.noReceiveTimeout(fd);
            return (int) Sys.read(fd, address, count);
        }
    }

    /**
     * Writes {@code count} bytes, all of them, however many calls it takes; waits while the client
     * does not read.
     *
     * @throws SystemCallException EPIPE or ECONNRESET when the client is gone
     */
    public void write(NativeBuffer buffer, int count) {
        for (int written = 0; written < count; ) {
            descriptor.await("write", Libc.POLLOUT, -1);
            int fd = descriptor.use("write");
            try {
                written += writeSome(fd, buffer.address() + written, count - written);
            } finally {
                descriptor.done();
            }
        }
    }

    /**
     * Receives what has come, at most {@code buffer.size()} bytes, without waiting: -1 when nothing
     * has, 0 at the end. recv(2) with MSG_DONTWAIT.
     *
     * @throws SystemCallException ECONNRESET; EBADF when it is closed
     */
    public int receiveNow(NativeBuffer buffer) {
        int fd = descriptor.use("recv");
        try {
            return (int) Sys.receive(fd, buffer.address(), buffer.size());
        } finally {
            descriptor.done();
        }
    }

    /**
     * Sends of {@code count} bytes at {@code offset} as many as fit without waiting. send(2) with
     * MSG_DONTWAIT.
     *
     * @return how many
     * @throws SystemCallException EPIPE or ECONNRESET when the client is gone
     */
    public int sendNow(NativeBuffer buffer, int offset, int count) {
        int fd = descriptor.use("send");
        try {
            return writeSome(fd, buffer.address() + offset, count);
        } finally {
            descriptor.done();
        }
    }

    /** A child may block in write(2); in the parent that would leave nobody who could stop it. */
    private static int writeSome(int fd, long address, int count) {
        if (Generation.isChild()) {
            return writeInChild(fd, address, count);
        }
        int written = (int) Sys.send(fd, address, count);
        if (written > 0) {
            Journal.exchangeAmongThreads(fd, written);
        }
        return written;
    }

    private static int writeInChild(int fd, long address, int count) {
        int written = (int) Sys.write(fd, address, count);
        Journal.exchange(fd, written);
        return written;
    }

    /**
     * Writes back what comes until the client ends, in a child: {@link #read} and {@link #write} in
     * turns, with nothing between the system calls. A JVM that only interprets takes as long for a
     * few methods as the kernel for an exchange.
     */
    void echoInChild(NativeBuffer buffer) {
        int fd = descriptor.use("read");
        long address = buffer.address();
        int size = buffer.size();
        for (int count = receive(fd, address, size); count > 0; ) {
            for (int written = 0; written < count; ) {
                written += writeInChild(fd, address + written, count - written);
            }
            count = receive(fd, address, size);
        }
        descriptor.done();
    }

    /** Closes the copy of this process: close(2). Closing twice does nothing. */
    @Override
    public void close() {
        close("close()");
    }

    /**
     * Closes this process's copy; {@code by} tells a later caller who did. Closing twice does
     * nothing.
     */
    public void close(String by) {
        if (descriptor.close(by)) {
            Journal.record(Event.CLOSE, fd());
        }
    }

    /** Returns {@code connection from 127.0.0.1:50312, pid 4200, fd 6, open}. */
    @Override
    public String toString() {
        return "connection from " + peer + ", " + descriptor.whose();
    }
}
