package forkshell.server;

import forkshell.net.Connection;
import java.util.concurrent.ThreadFactory;

/** A thread for each connection: all in one process, one memory, one table of descriptors. */
public final class ThreadPerConnection implements ServerModel {
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
    public void iterate(AcceptLoop loop) {
        Connection acc = loop.accept();
        if (acc != null) {
            start(loop, acc);
        }
    }

    /** OutOfMemoryError is what a JVM throws when the kernel allows no more threads, too. */
    private void start(AcceptLoop loop, Connection acc) {
        try {
            threads.newThread(loop.serving(acc)).start();
        } catch (OutOfMemoryError noThread) {
            loop.noThread(acc);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
