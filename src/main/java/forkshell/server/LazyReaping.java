package forkshell.server;

import forkshell.display.Messages;
import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import forkshell.process.Child;

/**
 * Lecture B's TCPEchoServer-Fork: a child for each connection, no handler. Children are counted,
 * and those that have ended are reaped after the next accept; until then they are zombies.
 */
public final class LazyReaping implements ServerModel {
    private static final Messages WORDS = Messages.of(LazyReaping.class);
    private static final int STATUS = 0;

    private int childProcCount;

    @Override
    public void iterate(ServerContext server) {
        Connection clntSock = server.acceptForChild();
        if (clntSock == null) {
            return;
        }
        Child child = forkOrDie(server, clntSock);
        System.out.println("with child process: " + child.pid());
        server.closeInParent(clntSock);
        childProcCount++;
        reap(server);
    }

    private static Child forkOrDie(ServerContext server, Connection clntSock) {
        try {
            return server.fork(clntSock, STATUS);
        } catch (SystemCallException e) {
            throw dieWithError("fork() failed", e.errno());
        }
    }

    /**
     * Children that somebody else reaped are missed: waitpid(2) fails, and the server dies of it.
     */
    @Override
    public void reap(ServerContext server) {
        while (childProcCount > 0 && server.reapOne() != null) {
            childProcCount--;
        }
        if (childProcCount > 0 && server.children().isEmpty()) {
            throw dieWithError("waitpid() failed", Errno.ECHILD);
        }
    }

    private static SystemCallException dieWithError(String message, Errno errno) {
        System.err.println(message + ": " + errno.meaning());
        return new SystemCallException("lecture B", "", errno, WORDS.get("dies"));
    }

    @Override
    public String toString() {
        return "fork per connection, lazy reaping";
    }
}
