package forkshell.server;

import forkshell.journal.Journal;
import forkshell.jvm.ClassPreloader;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.SocketOptions;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import forkshell.libc.Trace;
import forkshell.net.Connection;
import forkshell.net.Echo;
import forkshell.net.Handler;
import forkshell.net.Listener;
import forkshell.process.ProcessTable;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves clients of its own in the parent, before the first child does so in earnest. A child has
 * no compiler and links each call anew, so what it does all day has to be linked and compiled when
 * it is forked.
 */
final class ServerWarmUp {
    /** A JVM compiles what it has called 200 times, and looks every 128 calls. */
    private static final int CLIENTS = 300;

    private static final int EXCHANGES = 10;
    private static final int MESSAGE_BYTES = 16;
    private static final long COMPILER_INTERVAL_NANOS = 10_000_000;
    private static final int COMPILER_CHECKS = 50;

    private static boolean over;

    private ServerWarmUp() {}

    /** Takes a few milliseconds, or half a second when there is a compiler that is busy. */
    static synchronized void once(ProcessTable table) {
        if (!over && !Trace.on()) {
            over = true;
            ClassPreloader.loadPackagesOf(Listener.class, ServerModel.class);
            Journal.without(() -> tryToWarmUp(table));
        }
    }

    /** Without a free descriptor nothing is warmed up, and a child is a little slower. */
    private static void tryToWarmUp(ProcessTable table) {
        try {
            warmUp(table);
        } catch (SystemCallException failure) {
            if (failure.errno() == Errno.EINTR) {
                throw failure;
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void warmUp(ProcessTable table) throws Exception {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        serve(table, compiler == null ? 1 : CLIENTS);
        if (compiler != null) {
            awaitEndOf(compiler);
            serve(table, CLIENTS);
        }
    }

    private static void serve(ProcessTable table, int clients) throws Exception {
        try (Listener listener = Listener.listen("127.0.0.1", 0);
                NativeBuffer message = new NativeBuffer(MESSAGE_BYTES)) {
            LoopOptions lecture = LoopOptions.lectureA();
            LoopContext server =
                    new LoopContext(
                            table, listener, lecture.handler(connection -> {}), new LoopGate());
            SharedAccept worker = new SharedAccept(1);
            worker.prepare(server);
            try {
                for (int i = 0; i < clients; i++) {
                    acceptOne(worker, server);
                    serveOne(message, lecture.handler());
                    serveOne(message, connection -> Echo.serve(connection, true));
                }
            } finally {
                worker.end(server);
            }
        }
    }

    /** As a worker of prefork does that ends after one client. */
    private static void acceptOne(SharedAccept worker, ServerContext server) {
        int client = Sys.socket(Libc.AF_INET, Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC, 0);
        try {
            Sys.connect(client, server.listener().address());
            worker.work(server);
            SocketOptions.lingerZero(client);
        } finally {
            Sys.close(client);
        }
    }

    /** A pair of sockets, because connections by TCP would linger in TIME_WAIT. */
    private static void serveOne(NativeBuffer message, Handler handler) throws Exception {
        int[] pair = Sys.socketpair();
        try (Connection connection = Connection.of(pair[0])) {
            for (int i = 0; i < EXCHANGES; i++) {
                Sys.write(pair[1], message.address(), MESSAGE_BYTES);
            }
            Sys.shutdown(pair[1], Libc.SHUT_WR);
            handler.serve(connection);
        } finally {
            Sys.close(pair[1]);
        }
    }

    private static void awaitEndOf(CompilationMXBean compiler) {
        long before = -1;
        for (int i = 0; i < COMPILER_CHECKS && before != compiler.getTotalCompilationTime(); i++) {
            before = compiler.getTotalCompilationTime();
            LockSupport.parkNanos(COMPILER_INTERVAL_NANOS);
        }
    }
}
