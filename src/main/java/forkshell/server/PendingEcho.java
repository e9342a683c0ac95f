package forkshell.server;

import forkshell.libc.NativeBuffer;
import forkshell.net.Connection;

/** A client of an event loop, and the part of its echo that did not fit into the socket yet. */
final class PendingEcho {
    private static final byte[] NOTHING = {};

    private final Connection connection;
    private byte[] pending = NOTHING;

    PendingEcho(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    /** Returns whether the client has to read before anything is read from it. */
    boolean isPending() {
        return pending.length > 0;
    }

    /** Goes on with the echo, by way of {@code buffer}, without waiting; false at the end. */
    boolean proceed(NativeBuffer buffer) {
        int count = pending.length;
        if (isPending()) {
            buffer.put(0, pending, 0, count);
        } else {
            count = connection.receiveNow(buffer);
        }
        if (count > 0) {
            echo(buffer, count);
        }
        return count != 0;
    }

    private void echo(NativeBuffer buffer, int count) {
        int sent = connection.sendNow(buffer, 0, count);
        pending = sent == count ? NOTHING : new byte[count - sent];
        buffer.get(sent, pending, 0, pending.length);
    }
}
