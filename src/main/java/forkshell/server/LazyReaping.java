package forkshell.server;

import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
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
        Connection clntSock = loop.acceptForAChild();
        if (clntSock == null) {
            return;
        }
        Child child = forkOrDie(loop, clntSock);
        System.out.println("with child process: " + child.pid());
        loop.closeInParent(clntSock);
        childProcCount++;
        reap(loop);
    }

    private static Child forkOrDie(AcceptLoop loop, Connection clntSock) {
        try {
            return loop.fork(clntSock, STATUS);
        } catch (SystemCallException e) {
            throw dieWithError("fork() failed", e.errno());
        }
    }

    /**
     * Children that somebody else reaped are missed: waitpid(2) fails, and the server dies of it.
     */
    @Override
    public void reap(AcceptLoop loop) {
        while (childProcCount > 0 && loop.reapOne() != null) {
            childProcCount--;
        }
        if (childProcCount > 0 && loop.table().children().isEmpty()) {
            throw dieWithError("waitpid() failed", Errno.ECHILD);
        }
    }

    private static SystemCallException dieWithError(String message, Errno errno) {
        System.err.println(message + ": " + errno.meaning());
        return new SystemCallException(
                "lecture B", "", errno, "It dies when a call fails, as its C program does.");
    }

    @Override
    public String toString() {
        return "fork per connection, lazy reaping";
    }
}
