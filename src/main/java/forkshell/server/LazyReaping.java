package forkshell.server;

import forkshell.net.Connection;
import forkshell.process.Child;

/**
 * Lecture B's TCPEchoServer-Fork: a child for each connection, no handler. Children are counted,
 * and those that have ended are reaped after the next accept; until then they are zombies.
 */
public final class LazyReaping implements ServerModel {
    private static final int STATUS = 0;

    private int childProcCount;

    @Override
    public void iterate(AcceptLoop loop) {
        Connection clntSock = loop.accept();
        if (clntSock == null) {
            return;
        }
        Child child = loop.fork(clntSock, STATUS);
        System.out.println("with child process: " + child.pid());
        loop.closeInParent(clntSock);
        childProcCount++;
        while (childProcCount > 0 && loop.reapOne() != null) {
            childProcCount--;
        }
    }

    @Override
    public String toString() {
        return "fork per connection, lazy reaping";
    }
}
