package forkshell.server;

import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.ChildTask;
import forkshell.process.Exit;
import forkshell.process.ProcessTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A server's loop in the background, so that the prompt stays free: it follows a {@link
 * ServerModel} until it is stopped, and can be paused and stepped. The listener stays open when it
 * stops; its children go on until their clients leave.
 */
public final class AcceptLoop {
    private static final int TURN = 50;
    private static final int MOMENT = 3_000;
    static final int PAUSE_AFTER_FAILURE = 500;

    /** The listener was closed, here or for all, or the thread interrupted. */
    private static final Set<Errno> FATAL = EnumSet.of(Errno.EBADF, Errno.EINVAL, Errno.EINTR);

    private final ProcessTable table;
    private final Listener listener;
    private final LoopOptions options;
    private final ServerModel model;
    private final Gate gate = new Gate();
    private final Thread thread = new Thread(this::work, "forkshell-accept");
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong forked = new AtomicLong();
    private final AtomicLong reaped = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final Set<Connection> served = ConcurrentHashMap.newKeySet();
    private final List<Connection> forgotten = new CopyOnWriteArrayList<>();
    private volatile boolean full;
    private volatile String lastFailure = "";
    private volatile String ending = "";

    AcceptLoop(ProcessTable table, Listener listener, LoopOptions options) {
        this.table = table;
        this.listener = listener;
        this.options = options;
        this.model = options.model().get();
        thread.setDaemon(true);
    }

    /** Starts a loop on {@code listener}, which the caller goes on owning. */
    public static AcceptLoop start(ProcessTable table, Listener listener, LoopOptions options) {
        if (listener == null || options == null || options.limit() < 1) {
            throw new SystemCallException(
                    "acceptLoop",
                    listener + ", " + options,
                    Errno.EINVAL,
                    "It takes a listener, made by listen(port), and options with a limit of at least one child.");
        }
        Practice.once(table);
        AcceptLoop loop = new AcceptLoop(table, listener, options);
        loop.thread.start();
        return loop;
    }

    private void work() {
        try {
            model.begin(this);
            follow();
        } catch (SystemCallException e) {
            ending = e.getMessage();
        } catch (RuntimeException | Error e) {
            ending = e.toString();
            throw e;
        } finally {
            gate.stop();
        }
    }

    private void follow() {
        try {
            while (gate.pass()) {
                model.iterate(this);
                gate.done();
                restIfPaused();
            }
        } finally {
            model.rest(this);
            model.end(this);
            forgotten.forEach(connection -> connection.close("the end of the accept loop"));
        }
    }

    private void restIfPaused() {
        if (!gate.isOpen()) {
            model.rest(this);
        }
    }

    // ---- for the learner ----

    /**
     * Accepts no more, and waits until the loop has ended, a moment at most. Children and threads
     * go on until their clients leave; so does a loop that serves a client itself.
     */
    public void stop() {
        gate.stop();
        try {
            thread.join(MOMENT);
        } catch (InterruptedException e) {
            throw stopped("stop");
        }
    }

    /**
     * Accepts no more until {@link #resume} or {@link #step}; clients wait in the backlog. Waits
     * until an iteration that is under way has ended, a moment at most: a loop that serves a client
     * itself goes on until that one leaves.
     */
    public void pause() {
        try {
            gate.pause(MOMENT);
        } catch (InterruptedException e) {
            throw stopped("pause");
        }
    }

    public void resume() {
        gate.resume();
    }

    /**
     * Lets a paused loop make one iteration, tells each of its steps, and waits for it: for a
     * client, then. With prefork, whose workers wait for clients, one iteration is a short turn in
     * which there are workers.
     */
    public void step() {
        try {
            gate.step();
        } catch (InterruptedException e) {
            throw stopped("step");
        }
    }

    /**
     * Waits until the loop ends. Interrupting the thread, or Ctrl-C in JShell, ends the wait, not
     * the loop.
     */
    public void join() {
        try {
            while (thread.isAlive()) {
                thread.join(TURN);
            }
        } catch (InterruptedException e) {
            throw stopped("join");
        }
    }

    private static SystemCallException stopped(String call) {
        return new SystemCallException(
                call, "", Errno.EINTR, "You stopped waiting; the loop goes on.");
    }

    /** Why the loop ended by itself; empty while it runs and when it was stopped. */
    public String ending() {
        return ending;
    }

    public boolean isRunning() {
        return thread.isAlive();
    }

    /** What the loop has done so far. */
    public LoopStats stats() {
        return new LoopStats(
                accepted.get(),
                forked.get(),
                reaped.get(),
                failures.get(),
                table.children().size());
    }

    /**
     * How many threads and living children it has that serve clients; those that wait for a client
     * count, too, until the loop is stopped.
     */
    public long servers() {
        return served.size() + table.children().stream().filter(Child::isAlive).count();
    }

    public Listener listener() {
        return listener;
    }

    public LoopOptions options() {
        return options;
    }

    // ---- for the models ----

    ProcessTable table() {
        return table;
    }

    ServerModel model() {
        return model;
    }

    /** Whether it is neither paused nor stopped. */
    boolean isOpen() {
        return gate.isOpen();
    }

    /** The next connection; null when the loop is paused or stopped meanwhile. */
    Connection accept() {
        Connection connection = null;
        while (connection == null && gate.isOpen()) {
            connection = acceptInTurn();
        }
        return connection;
    }

    /** The same for a model that forks a child for it: there is room for a child, too. */
    Connection acceptForAChild() {
        Connection connection = null;
        while (connection == null && gate.isOpen()) {
            connection = roomForAChild() ? acceptInTurn() : null;
        }
        return connection;
    }

    /** The next connection; null when none comes within a short turn. */
    Connection acceptInTurn() {
        try {
            Connection connection = listener.accept(TURN);
            if (connection != null) {
                accepted.incrementAndGet();
                tell(
                        "accept("
                                + listener.fd()
                                + ") = "
                                + connection.fd()
                                + ": a client at "
                                + connection.peer());
            }
            return connection;
        } catch (SystemCallException failed) {
            return afterFailure(failed);
        }
    }

    /**
     * Without a descriptor to spare, accept(2) fails at once again and again: a busy loop, so
     * breathe.
     */
    private Connection afterFailure(SystemCallException failed) {
        if (FATAL.contains(failed.errno())) {
            throw ended(failed);
        }
        System.err.println("accept: " + failed.errno().meaning());
        failed(failed);
        pauseAfterFailure();
        return null;
    }

    private void pauseAfterFailure() {
        gate.waitAtMost(PAUSE_AFTER_FAILURE);
    }

    private static SystemCallException ended(SystemCallException reason) {
        System.err.println("The accept loop ended: " + reason.getMessage());
        return reason;
    }

    /** Ends the loop when its listener was closed, for a model whose workers have copies of it. */
    void requireOpenListener() {
        try {
            listener.requireOpen("accept");
        } catch (SystemCallException closed) {
            throw ended(closed);
        }
    }

    /** Remembers a failure that the loop survives. */
    void failed(SystemCallException failure) {
        failures.incrementAndGet();
        lastFailure = ", last failure: " + failure.getMessage();
    }

    /** The same for fork(2); one that is refused because the JVM ends is the loop's end, too. */
    void noChild(SystemCallException failure) {
        if (failure.errno() == Errno.EPERM) {
            throw failure;
        }
        System.err.println("fork: " + failure.errno().meaning());
        failed(failure);
    }

    /** The same for a thread that could not be started: its client is turned away. */
    void noThread(Connection connection) {
        SystemCallException failure =
                new SystemCallException(
                        "pthread_create",
                        connection.peer().toString(),
                        Errno.EAGAIN,
                        "The limit of threads is reached, or memory: raise ulimit -u.");
        System.err.println("thread: " + failure.errno().meaning());
        failed(failure);
        served.remove(connection);
        connection.close("the accept loop, which had no thread for it");
        pauseAfterFailure();
    }

    /** What serves {@code connection} in this process and closes it; it counts at once. */
    Runnable serving(Connection connection) {
        served.add(connection);
        return () -> {
            try {
                Serving.of(connection, options.handler());
            } finally {
                served.remove(connection);
            }
        };
    }

    private boolean roomForAChild() {
        full = table.children().size() >= options.limit();
        if (full) {
            breathe();
            model.reap(this);
        }
        return !full;
    }

    /**
     * The lecture's child branch: close the listener, serve, close the connection, {@code
     * _exit(status)}.
     */
    Child fork(Connection connection, int status) {
        Child child = ServingChild.fork(table, this, connection, status);
        forked.incrementAndGet();
        return child;
    }

    /** Forks a child for more than one connection. */
    Child fork(String purpose, ChildTask task) {
        Child child = table.fork(purpose, task);
        forked.incrementAndGet();
        tell("fork() = " + child.pid() + ": the child " + purpose);
        return child;
    }

    /** Waits for a short turn, or until it is paused or stopped. */
    void breathe() {
        gate.waitAtMost(TURN);
    }

    void closeInParent(Connection connection) {
        if (options.makes(Mistake.PARENT_KEEPS_CONNECTION)) {
            tell("parent: close(" + connection.fd() + ") is forgotten");
            forgotten.add(connection);
            return;
        }
        connection.close("the accept loop");
        tell("parent: close(" + connection.fd() + ")");
    }

    Exit reapOne() {
        Exit exit = table.reapOne();
        reaped.addAndGet(exit == null ? 0 : 1);
        tell("waitpid(..., WNOHANG): " + (exit == null ? "no child has ended" : exit));
        return exit;
    }

    void reapOnSigchld(Consumer<Exit> report) {
        Consumer<Exit> counted =
                exit -> {
                    reaped.incrementAndGet();
                    report.accept(exit);
                };
        if (options.makes(Mistake.WAIT_ONCE)) {
            table.onExitWaitingOnce(counted);
        } else {
            table.onExit(counted);
        }
    }

    /** Tells a step, when the learner steps through. */
    void tell(String step) {
        if (gate.isStepping()) {
            System.out.println("  " + step);
        }
    }

    /** {@code accept loop on 127.0.0.1:7777, running, 2 accepted, ...}. */
    @Override
    public String toString() {
        String state = ending.isEmpty() ? gate.state() : "ended: " + ending;
        String limit =
                full && isOpen() ? ", waits: its limit of children is " + options.limit() : "";
        return "accept loop on "
                + listener.address()
                + ", "
                + state
                + ", "
                + stats()
                + limit
                + lastFailure;
    }
}
