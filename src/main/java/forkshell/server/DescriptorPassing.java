package forkshell.server;

import forkshell.net.Connection;
import forkshell.net.ConnectionQueue;

/**
 * Prefork with one acceptor: the parent accepts and passes the descriptor to a free worker over a
 * Unix socket.
 */
public final class DescriptorPassing extends Prefork {
    private ConnectionQueue queue;

    @Override
    void prepare(AcceptLoop loop) {
        super.prepare(loop);
        queue = new ConnectionQueue();
    }

    @Override
    public void iterate(AcceptLoop loop) {
        replaceTheDead(loop);
        Connection acc = loop.acceptInTurn();
        if (acc != null) {
            pass(loop, acc);
        }
    }

    private void pass(AcceptLoop loop, Connection acc) {
        while (!queue.offer(acc) && loop.isOpen()) {
            loop.breathe();
        }
        loop.tell("sendmsg(SCM_RIGHTS): descriptor " + acc.fd() + " goes to a worker");
        loop.closeInParent(acc);
    }

    @Override
    Connection take(AcceptLoop loop) {
        return queue.poll(TURN);
    }

    @Override
    public void end(AcceptLoop loop) {
        super.end(loop);
        queue.close();
    }

    @Override
    public String toString() {
        return "prefork, descriptor passing";
    }
}
