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
    void prepare(AcceptLoop loop) {
        super.prepare(loop);
        lock = new ProcessLock();
    }

    @Override
    Connection take(AcceptLoop loop) {
        lock.take();
        try {
            return isToldToStop() ? null : loop.listener().accept(TURN);
        } finally {
            lock.release();
        }
    }

    @Override
    public void end(AcceptLoop loop) {
        super.end(loop);
        lock.close();
    }

    @Override
    public String toString() {
        return "prefork, a lock around accept";
    }
}
