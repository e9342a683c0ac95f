package forkshell.server;

import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import forkshell.process.Child;

/**
 * Lecture A's acceptLoop: a child for each connection. A SIGCHLD handler reaps, and what it misses
 * is reaped after the next accept.
 */
public class ForkPerConnection implements ServerModel {
    /** What the lecture's child gives to {@code _exit}. */
    private static final int STATUS = 1;

    @Override
    public final void begin(ServerContext server) {
        LectureReaping.begin(server);
    }

    @Override
    public final void iterate(ServerContext server) {
        Connection acc = server.acceptForChild();
        if (acc == null) {
            return;
        }
        try {
            fork(server, acc);
        } catch (SystemCallException noChild) {
            server.report("fork", noChild);
        }
        server.closeInParent(acc);
        reap(server);
    }

    /** Forks the child for {@code acc}. */
    void fork(ServerContext server, Connection acc) {
        System.err.println("accept:" + acc.peer().host() + ":" + acc.peer().port());
        Child child = server.fork(acc, STATUS);
        server.tell("fork() = %d: the child %s", child.pid(), child.purpose());
    }

    @Override
    public final void reap(ServerContext server) {
        LectureReaping.afterAccept(server);
    }

    @Override
    public String toString() {
        return "fork per connection";
    }
}
