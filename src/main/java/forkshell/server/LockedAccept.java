package forkshell.server;

import forkshell.libc.ProcessLock;
import forkshell.net.Connection;

/**
 * Prefork with a lock around accept(2): only the worker that holds it waits for a client. The lock
 * of a worker that is killed passes to the next.
 */
public final class LockedAccept extends Prefork {
    private ProcessLock lock;

    @Override
    void prepare(ServerContext server) {
        super.prepare(server);
        lock = new ProcessLock();
    }

    @Override
    Connection take(ServerContext server) {
        lock.take();
        try {
            return isToldToStop() ? null : server.listener().accept(ACCEPT_TIMEOUT_MILLIS);
        } finally {
            lock.release();
        }
    }

    @Override
    public void end(ServerContext server) {
        super.end(server);
        lock.close();
    }

    @Override
    public String toString() {
        return "prefork, a lock around accept";
    }
}
