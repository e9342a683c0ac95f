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
    void prepare(AcceptLoop loop) {
        super.prepare(loop);
        queue = new ConnectionQueue();
    }

    @Override
    public void iterate(AcceptLoop loop) {
        replaceTheDead(loop);
        Connection acc = queue.hasRoom(TURN) ? loop.acceptInTurn() : null;
        if (acc != null) {
            pass(loop, acc);
        }
    }

    private void pass(AcceptLoop loop, Connection acc) {
        try {
            queue.put(acc);
            loop.tell("sendmsg(SCM_RIGHTS): descriptor " + acc.fd() + " goes to a worker");
        } catch (SystemCallException refused) {
            System.err.println("sendmsg: " + refused.errno().meaning());
            loop.failed(refused);
        }
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
