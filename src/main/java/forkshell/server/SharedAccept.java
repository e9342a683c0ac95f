package forkshell.server;

import forkshell.net.Connection;

/** Prefork with everyone in accept(2): the kernel decides which worker gets the next client. */
public final class SharedAccept extends Prefork {
    public SharedAccept() {}

    SharedAccept(int lifetime) {
        super(lifetime);
    }

    @Override
    void prepare(ServerContext server) {
        server.listener().shareAmongChildren(ACCEPT_TIMEOUT_MILLIS);
        super.prepare(server);
    }

    @Override
    public void end(ServerContext server) {
        super.end(server);
        if (server.listener().isOpen()) {
            server.listener().endSharing();
        }
    }

    @Override
    Connection take(ServerContext server) {
        return isToldToStop() ? null : server.listener().accept(ACCEPT_TIMEOUT_MILLIS);
    }

    @Override
    public String toString() {
        return "prefork, shared accept";
    }
}
