package forkshell.server;

import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import forkshell.process.Child;

/**
 * Lecture A's acceptLoop: a child for each connection. A SIGCHLD handler reaps, and what it misses
 * is reaped after the next accept.
 */
public final class ForkPerConnection implements ServerModel {
    /** What the lecture's child gives to {@code _exit}. */
    private static final int STATUS = 1;

    @Override
    public void begin(AcceptLoop loop) {
        LectureReaping.begin(loop);
    }

    @Override
    public void iterate(AcceptLoop loop) {
        Connection acc = loop.acceptForAChild();
        if (acc == null) {
            return;
        }
        System.err.println("accept:" + acc.peer().host() + ":" + acc.peer().port());
        try {
            Child child = loop.fork(acc, STATUS);
            loop.tell("fork() = " + child.pid() + ": the child " + child.purpose());
        } catch (SystemCallException noChild) {
            loop.noChild(noChild);
        }
        loop.closeInParent(acc);
        reap(loop);
    }

    @Override
    public void reap(AcceptLoop loop) {
        LectureReaping.afterAccept(loop);
    }

    @Override
    public String toString() {
        return "fork per connection";
    }
}
