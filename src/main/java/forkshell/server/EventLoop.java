package forkshell.server;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.libc.Epoll;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import java.util.HashMap;
import java.util.Map;

/**
 * One process and one thread for all clients, none of which it waits for: epoll_wait(2) tells who
 * has sent something. It echoes by itself, because a handler would wait. What a client does not
 * read is kept, and nothing more is read from it until it does.
 */
public final class EventLoop implements ServerModel {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Map<Integer, PendingEcho> clients = new HashMap<>();
    private Epoll epoll;
    private NativeBuffer buffer;
    private boolean listening;

    @Override
    public void begin(ServerContext server) {
        epoll = new Epoll();
        buffer = new NativeBuffer(BUFFER_BYTES);
    }

    /** Serves all who are ready, after the first who is. */
    @Override
    public void iterate(ServerContext server) {
        server.requireOpenListener();
        if (!listening) {
            epoll.add(server.listener().fd(), Libc.EPOLLIN);
            listening = true;
        }
        while (!serveReady(server) && server.isOpen()) {
            server.requireOpenListener();
        }
    }

    /** Returns false when nobody was ready for a while. */
    private boolean serveReady(ServerContext server) {
        int ready = epoll.await(ServerContext.POLL_INTERVAL_MILLIS);
        if (ready > 0) {
            server.tell("epoll_wait() = %d", ready);
        }
        for (int i = 0; i < ready; i++) {
            PendingEcho client = clients.get(epoll.member(i));
            if (client == null) {
                accept(server);
            } else {
                serve(server, client);
            }
        }
        return ready > 0;
    }

    private void accept(ServerContext server) {
        Connection acc = server.accept(0);
        if (acc != null) {
            server.beginServing(acc);
            Journal.record(Event.SERVE, acc.fd(), acc.peer());
            epoll.add(acc.fd(), Libc.EPOLLIN);
            clients.put(acc.fd(), new PendingEcho(acc));
        }
    }

    private void serve(ServerContext server, PendingEcho client) {
        boolean waited = client.isPending();
        if (!goOn(client)) {
            leave(server, client.connection());
        } else if (client.isPending() != waited) {
            epoll.change(
                    client.connection().fd(), client.isPending() ? Libc.EPOLLOUT : Libc.EPOLLIN);
        }
    }

    /** A client that resets has left, as in the lectures' programs. */
    private boolean goOn(PendingEcho client) {
        try {
            return client.proceed(buffer);
        } catch (SystemCallException gone) {
            return false;
        }
    }

    private void leave(ServerContext server, Connection connection) {
        epoll.remove(connection.fd());
        clients.remove(connection.fd());
        server.endServing(connection);
    }

    /** Accepts nobody, but goes on serving those who are there. */
    @Override
    public void rest(ServerContext server) {
        if (listening && server.listener().isOpen()) {
            epoll.remove(server.listener().fd());
        }
        listening = false;
        while (!clients.isEmpty() && !server.isOpen()) {
            serveReady(server);
        }
    }

    @Override
    public void end(ServerContext server) {
        epoll.close();
        buffer.close();
    }

    @Override
    public String toString() {
        return "event loop, epoll";
    }
}
