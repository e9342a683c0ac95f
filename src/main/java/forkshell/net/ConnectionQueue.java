package forkshell.net;

import forkshell.libc.Descriptor;
import forkshell.libc.DescriptorMessage;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;

/**
 * Hands connections from one process to whichever of its children is free: a pair of Unix sockets
 * made before the fork, whose messages carry descriptors. What waits in it outlives the death of a
 * child. Both sides close what they have given or taken themselves.
 */
public final class ConnectionQueue implements AutoCloseable {
    private final Descriptor giving;
    private final Descriptor taking;
    private final DescriptorMessage message = new DescriptorMessage();

    /** Creates an empty queue: socketpair(2). The caller closes it. */
    public ConnectionQueue() {
        int[] pair = Sys.socketpair();
        giving = new Descriptor(pair[0], "queue, the giving end");
        taking = new Descriptor(pair[1], "queue, the taking end");
    }

    /**
     * Waits for room, {@code millis} milliseconds at most. After a true answer {@link #put} finds
     * it: children only take.
     */
    public boolean hasRoom(int millis) {
        return giving.await("hasRoom", Libc.POLLOUT, millis);
    }

    /**
     * Puts a copy of {@code connection} into the queue, without waiting.
     *
     * @throws SystemCallException EAGAIN when there is no room, ETOOMANYREFS when too many
     *     descriptors are on their way
     */
    public void put(Connection connection) {
        int socket = giving.use("put");
        try {
            message.send(socket, connection.fd());
        } finally {
            giving.done();
        }
    }

    /** Takes a connection, or null when none came within {@code millis} milliseconds. */
    public Connection poll(int millis) {
        Connection connection = null;
        while (connection == null && taking.await("poll", Libc.POLLIN, millis)) {
            connection = take();
        }
        return connection;
    }

    /**
     * Returns null if another process was faster, or the client has reset its connection meanwhile.
     */
    private Connection take() {
        int socket = taking.use("poll");
        try {
            int fd = message.receive(socket);
            return fd == -1 ? null : Connection.of(fd);
        } catch (SystemCallException failed) {
            if (failed.errno() != Errno.ENOTCONN) {
                throw failed;
            }
            return null;
        } finally {
            taking.done();
        }
    }

    @Override
    public void close() {
        if (giving.close("close()")) {
            taking.close("close()");
            message.close();
        }
    }
}
