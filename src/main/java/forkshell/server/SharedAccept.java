package forkshell.server;

import forkshell.net.Connection;

/** Prefork with everyone in accept(2): the kernel decides which worker gets the next client. */
public final class SharedAccept extends Prefork {
    public SharedAccept() {}

    SharedAccept(int lifetime) {
        super(lifetime);
    }

    @Override
    void prepare(AcceptLoop loop) {
        loop.listener().shareAmongChildren(TURN);
        super.prepare(loop);
    }

    @Override
    public void end(AcceptLoop loop) {
        super.end(loop);
        if (loop.listener().isOpen()) {
            loop.listener().endSharing();
        }
    }

    @Override
    Connection take(AcceptLoop loop) {
        return isToldToStop() ? null : loop.listener().accept(TURN);
    }

    @Override
    public String toString() {
        return "prefork, shared accept";
    }
}
