package forkshell.server;

import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import forkshell.net.ConnectionQueue;

/**
 * Prefork with one acceptor: the parent accepts and passes the descriptor to a free worker over a
 * Unix socket. What it has accepted it has passed, too: while there is no room, clients wait in the
 * backlog.
 */
public final class DescriptorPassing extends Prefork {
    private ConnectionQueue queue;

    @Override
    void prepare(ServerContext server) {
        super.prepare(server);
        queue = new ConnectionQueue();
    }

    @Override
    public void iterate(ServerContext server) {
        replaceDeadWorkers(server);
        Connection acc =
                queue.hasRoom(ACCEPT_TIMEOUT_MILLIS) ? server.accept(ACCEPT_TIMEOUT_MILLIS) : null;
        if (acc != null) {
            pass(server, acc);
        }
    }

    private void pass(ServerContext server, Connection acc) {
        try {
            queue.put(acc);
            server.tell("sendmsg(SCM_RIGHTS): descriptor %d goes to a worker", acc.fd());
        } catch (SystemCallException refused) {
            server.report("sendmsg", refused);
        }
        server.closeInParent(acc);
    }

    @Override
    Connection take(ServerContext server) {
        return queue.poll(ACCEPT_TIMEOUT_MILLIS);
    }

    @Override
    public void end(ServerContext server) {
        super.end(server);
        queue.close();
    }

    @Override
    public String toString() {
        return "prefork, descriptor passing";
    }
}
