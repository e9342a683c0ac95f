package forkshell.server;

import forkshell.libc.Errno;
import forkshell.libc.SharedFlag;
import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import forkshell.process.Child;
import forkshell.process.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Workers forked before the first client, each of which serves one connection after the other. The
 * parent replaces those that end. A subclass says how a worker comes by its next connection.
 */
public abstract class Prefork implements ServerModel {
    /** How many workers there are, unless the limit of children is lower. */
    public static final int WORKERS = 8;

    /** Each time a worker has served so many, it looks how much memory it has left. */
    private static final int CONNECTIONS_BETWEEN_CHECKS = 8;

    static final int ACCEPT_TIMEOUT_MILLIS = 100;

    private static final int CHECK_INTERVAL_MILLIS = 25;
    private static final long GRACE_INTERVAL_NANOS = 2_000_000;
    private static final long GRACE_NANOS = 1_000_000_000;

    private final List<Child> workers = new ArrayList<>();
    private final int lifetime;
    private SharedFlag stop;
    private long nextCheck;

    /** Its workers serve as long as their memory lasts. */
    Prefork() {
        this(Integer.MAX_VALUE);
    }

    /** Its workers make room for fresh ones after {@code lifetime} connections, too. */
    Prefork(int lifetime) {
        this.lifetime = lifetime;
    }

    /**
     * In a worker: the next connection; null when none came within {@link #ACCEPT_TIMEOUT_MILLIS},
     * or when it is told to stop.
     */
    abstract Connection take(ServerContext server);

    @Override
    public final void begin(ServerContext server) {
        LectureReaping.begin(server);
        prepare(server);
    }

    /** Makes what workers share; {@link #end} undoes it. */
    void prepare(ServerContext server) {
        stop = new SharedFlag();
        checkIn(0);
    }

    @Override
    public void iterate(ServerContext server) {
        replaceDeadWorkers(server);
        server.sleep(ServerContext.POLL_INTERVAL_MILLIS);
    }

    /**
     * Not at each call, because a look costs several system calls for each worker; and not soon
     * again after a failure, because the next worker may fail like the last.
     */
    final void replaceDeadWorkers(ServerContext server) {
        server.requireOpenListener();
        if (System.nanoTime() - nextCheck < 0) {
            return;
        }
        LectureReaping.afterAccept(server);
        List<Child> dead = workers.stream().filter(worker -> !worker.isAlive()).toList();
        workers.removeAll(dead);
        boolean failed =
                dead.stream().map(Child::exit).anyMatch(Prefork::hasFailed)
                        | !forkMissingWorkers(server);
        checkIn(failed ? ServerContext.PAUSE_AFTER_FAILURE_MILLIS : CHECK_INTERVAL_MILLIS);
    }

    private void checkIn(int millis) {
        nextCheck = System.nanoTime() + millis * 1_000_000L;
    }

    /**
     * Returns whether the worker that ended so failed, as far as one knows: it neither made room
     * for a fresh one nor was killed by somebody who tries what happens then.
     */
    static boolean hasFailed(Exit exit) {
        return exit == null || exit.status() != 0 && !wasKilledOnPurpose(exit);
    }

    /** A reason says that its own failure made forkshell kill it. */
    private static boolean wasKilledOnPurpose(Exit exit) {
        return exit.reason().isEmpty()
                && (Signal.SIGKILL.equals(exit.signal()) || Signal.SIGTERM.equals(exit.signal()));
    }

    /** False when a fork failed. */
    private boolean forkMissingWorkers(ServerContext server) {
        int wanted = Math.min(WORKERS, server.limit());
        try {
            while (server.isOpen() && server.listener().isOpen() && workers.size() < wanted) {
                workers.add(server.fork("worker of " + this, () -> work(server)));
            }
            return true;
        } catch (SystemCallException noChild) {
            server.report("fork", noChild);
            return false;
        }
    }

    /** What a worker does all its life. */
    final void work(ServerContext server) {
        Connection acc = next(server);
        for (int served = 1; acc != null; served++) {
            Serving.of(acc, server.handler());
            acc = isDone(server, served) ? null : next(server);
        }
    }

    /**
     * A worker has only the memory that was free at its fork, and nobody collects its garbage: it
     * ends before it needs more. Looking costs time, so it is done now and then.
     */
    private boolean isDone(ServerContext server, int served) {
        return served == lifetime
                || served % CONNECTIONS_BETWEEN_CHECKS == 0 && server.isMemoryLow();
    }

    /** The next connection; null when the worker is told to stop or the listener closed for all. */
    private Connection next(ServerContext server) {
        try {
            return takeUntilTold(server);
        } catch (SystemCallException failed) {
            if (failed.errno() == Errno.EINVAL) {
                return null;
            }
            throw failed;
        }
    }

    /** What came before the sign went up is taken: it ends a worker that then finds nothing. */
    private Connection takeUntilTold(ServerContext server) {
        Connection acc;
        boolean last;
        do {
            last = stop.isUp();
            acc = take(server);
        } while (acc == null && !last);
        return acc;
    }

    /** In a worker: whether it shall take no more connections. */
    final boolean isToldToStop() {
        return stop.isUp();
    }

    /** Idle workers end at once, the others when they have served their client. */
    @Override
    public void rest(ServerContext server) {
        stop.raise();
        long deadline = System.nanoTime() + GRACE_NANOS;
        while (workers.stream().anyMatch(Child::isAlive) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(GRACE_INTERVAL_NANOS);
        }
        LectureReaping.afterAccept(server);
        workers.clear();
        stop.close();
        stop = new SharedFlag();
        checkIn(0);
    }

    @Override
    public void end(ServerContext server) {
        stop.close();
    }
}
