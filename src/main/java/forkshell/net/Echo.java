package forkshell.net;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.libc.Generation;
import forkshell.libc.NativeBuffer;

/** The echo service of RFC 862: every byte comes back, in order, until the client ends. */
public final class Echo {
    private static final int BUFFER = 1 << 16;

    private Echo() {}

    /** Serves {@code connection} until its client closes or half-closes it. Blocks meanwhile. */
    public static void serve(Connection connection) {
        serve(connection, Generation.isChild());
    }

    /**
     * The same, as a child does it or as a thread of the parent does, which must not wait in a
     * system call; for practice.
     */
    public static void serve(Connection connection, boolean inChild) {
        Journal.record(Event.SERVE, connection.fd(), connection.peer());
        try (NativeBuffer buffer = NativeBuffer.uncleared(BUFFER)) {
            if (inChild) {
                connection.echoInChild(buffer);
            } else {
                echo(connection, buffer);
            }
        }
    }

    private static void echo(Connection connection, NativeBuffer buffer) {
        for (int count = connection.read(buffer); count > 0; count = connection.read(buffer)) {
            connection.write(buffer, count);
        }
    }
}
