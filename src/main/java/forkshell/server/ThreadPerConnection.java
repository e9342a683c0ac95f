package forkshell.server;

import forkshell.display.Messages;
import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import java.util.concurrent.ThreadFactory;

/** A thread for each connection: all in one process, one memory, one table of descriptors. */
public final class ThreadPerConnection implements ServerModel {
    private static final Messages WORDS = Messages.of(ThreadPerConnection.class);
    private final ThreadFactory threads;
    private final String name;

    /** Threads of the system. */
    public ThreadPerConnection() {
        this(ThreadPerConnection::daemon, "thread per connection");
    }

    ThreadPerConnection(ThreadFactory threads, String name) {
        this.threads = threads;
        this.name = name;
    }

    private static Thread daemon(Runnable serving) {
        Thread thread = new Thread(serving, "forkshell-serves");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void iterate(ServerContext server) {
        Connection acc = server.accept();
        if (acc != null) {
            start(server, acc);
        }
    }

    /** OutOfMemoryError is what a JVM throws when the kernel allows no more threads, too. */
    private void start(ServerContext server, Connection acc) {
        try {
            threads.newThread(server.serving(acc)).start();
        } catch (OutOfMemoryError noThread) {
            server.report("thread", noThreadFor(acc));
            server.endServing(acc);
            server.sleep(ServerContext.PAUSE_AFTER_FAILURE_MILLIS);
        }
    }

    private static SystemCallException noThreadFor(Connection acc) {
        return new SystemCallException(
                "pthread_create", acc.peer().toString(), Errno.EAGAIN, WORDS.get("threads"));
    }

    @Override
    public String toString() {
        return name;
    }
}
