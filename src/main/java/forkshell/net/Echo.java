package forkshell.net;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.libc.Errno;
import forkshell.libc.Generation;
import forkshell.libc.NativeBuffer;
import forkshell.libc.SystemCallException;

/** The echo service of RFC 862: every byte comes back, in order, until the client ends. */
public final class Echo {
    private static final int BUFFER_BYTES = 1 << 16;

    private Echo() {}

    /**
     * Serves {@code connection} until its client closes or half-closes it. Blocks meanwhile.
     *
     * @throws SystemCallException ECONNRESET or EPIPE when the client left with bytes on their way
     */
    public static void serve(Connection connection) {
        serve(connection, Generation.isChild());
    }

    /**
     * Serves {@code connection} as a child does, or as a thread of the parent does, which must not
     * wait in a system call.
     */
    public static void serve(Connection connection, boolean inChild) {
        Journal.record(Event.SERVE, connection.fd(), connection.peer());
        try (NativeBuffer buffer = NativeBuffer.uncleared(BUFFER_BYTES)) {
            if (inChild) {
                connection.echoInChild(buffer);
            } else {
                echo(connection, buffer);
            }
        } catch (SystemCallException failed) {
            throw Journal.failed(failed);
        }
    }

    /**
     * Serves {@code connection}; a client that resets has left, which is not an error. As in the
     * programs of the lectures, a failed read(2) is the end; unlike there, a failed write(2) is,
     * too.
     */
    public static void serveUntilGone(Connection connection) {
        try {
            serve(connection);
        } catch (SystemCallException failed) {
            if (failed.errno() != Errno.ECONNRESET && failed.errno() != Errno.EPIPE) {
                throw failed;
            }
        }
    }

    private static void echo(Connection connection, NativeBuffer buffer) {
        for (int count = connection.read(buffer); count > 0; count = connection.read(buffer)) {
            connection.write(buffer, count);
        }
    }
}
