package forkshell.server;

import forkshell.display.Messages;
import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import forkshell.net.Handler;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.ChildTask;
import forkshell.process.Exit;
import forkshell.process.ProcessTable;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What one loop offers to its model, and what it knows of the connections that it serves. */
final class LoopContext implements ServerContext {
    private static final Messages WORDS = Messages.of(LoopContext.class);

    /** The listener was closed, here or for all, or the thread interrupted. */
    private static final Set<Errno> FATAL = EnumSet.of(Errno.EBADF, Errno.EINVAL, Errno.EINTR);

    private final ProcessTable table;
    private final Listener listener;
    private final LoopOptions options;
    private final LoopGate gate;
    private final ServerModel model;
    private final LoopCounters counters = new LoopCounters();
    private final Set<Connection> served = ConcurrentHashMap.newKeySet();
    private final List<Connection> forgotten = new CopyOnWriteArrayList<>();
    private volatile boolean full;

    LoopContext(ProcessTable table, Listener listener, LoopOptions options, LoopGate gate) {
        this.table = table;
        this.listener = listener;
        this.options = options;
        this.gate = gate;
        this.model = options.model().get();
    }

    ServerModel model() {
        return model;
    }

    LoopStats stats() {
        return counters.stats(children().size());
    }

    String lastFailure() {
        return counters.lastFailure();
    }

    /** Returns whether the loop waits because it has as many children as it may have. */
    boolean isFull() {
        return full;
    }

    /** Returns how many connections threads of this process serve. */
    int served() {
        return served.size();
    }

    /** Closes the connections that the loop forgot on purpose. */
    void closeForgotten() {
        forgotten.forEach(connection -> connection.close("the end of the accept loop"));
    }

    @Override
    public Listener listener() {
        return listener;
    }

    @Override
    public Handler handler() {
        return options.handler();
    }

    @Override
    public int limit() {
        return options.limit();
    }

    @Override
    public boolean reapedBy(Reaping who) {
        return options.reapedBy(who);
    }

    @Override
    public boolean makes(Mistake mistake) {
        return options.makes(mistake);
    }

    @Override
    public boolean isOpen() {
        return gate.isOpen();
    }

    @Override
    public Connection accept() {
        Connection connection = null;
        while (connection == null && isOpen()) {
            connection = accept(POLL_INTERVAL_MILLIS);
        }
        return connection;
    }

    @Override
    public Connection acceptForChild() {
        Connection connection = null;
        while (connection == null && isOpen()) {
            connection = hasRoomForChild() ? accept(POLL_INTERVAL_MILLIS) : null;
        }
        return connection;
    }

    private boolean hasRoomForChild() {
        full = children().size() >= limit();
        if (full) {
            sleep(POLL_INTERVAL_MILLIS);
            model.reap(this);
        }
        return !full;
    }

    @Override
    public Connection accept(int millis) {
        try {
            Connection connection = listener.accept(millis);
            if (connection != null) {
                counters.accepted();
                tell(
                        "accept(%d) = %d: a client at %s",
                        listener.fd(), connection.fd(), connection.peer());
            }
            return connection;
        } catch (SystemCallException failure) {
            survive(failure);
            return null;
        }
    }

    /** Without a free descriptor accept(2) fails at once, again and again: hence the pause. */
    private void survive(SystemCallException failure) {
        if (FATAL.contains(failure.errno())) {
            throw ended(failure);
        }
        report("accept", failure);
        sleep(PAUSE_AFTER_FAILURE_MILLIS);
    }

    private static SystemCallException ended(SystemCallException reason) {
        System.err.println(WORDS.get("ended", reason.getMessage()));
        return reason;
    }

    @Override
    public void requireOpenListener() {
        try {
            listener.requireOpen("accept");
        } catch (SystemCallException closed) {
            throw ended(closed);
        }
    }

    @Override
    public Child fork(Connection connection, int status) {
        Child child =
                table.fork("serves " + connection.peer(), () -> serveInChild(connection, status));
        counters.forked();
        return child;
    }

    /** Runs the lecture's child branch. */
    private void serveInChild(Connection connection, int status) throws Exception {
        if (!makes(Mistake.CHILD_KEEPS_LISTENER)) {
            listener.close("the accept loop, in the child");
        }
        handler().serve(connection);
        connection.close("the accept loop, in the child");
        while (makes(Mistake.CHILD_FORGETS_EXIT)) {
            model.iterate(this);
        }
        table.exit(status);
    }

    @Override
    public Child fork(String purpose, ChildTask task) {
        Child child = table.fork(purpose, task);
        counters.forked();
        tell("fork() = %d: the child %s", child.pid(), purpose);
        return child;
    }

    @Override
    public void closeInParent(Connection connection) {
        if (makes(Mistake.PARENT_KEEPS_CONNECTION)) {
            tell("parent: close(%d) is forgotten", connection.fd());
            forgotten.add(connection);
            return;
        }
        connection.close("the accept loop");
        tell("parent: close(%d)", connection.fd());
    }

    @Override
    public Runnable serving(Connection connection) {
        beginServing(connection);
        return () -> {
            try {
                Serving.of(connection, handler());
            } finally {
                endServing(connection);
            }
        };
    }

    @Override
    public void beginServing(Connection connection) {
        served.add(connection);
    }

    @Override
    public void endServing(Connection connection) {
        connection.close("the accept loop");
        served.remove(connection);
    }

    @Override
    public List<Child> children() {
        return table.children();
    }

    @Override
    public Exit reapOne() {
        Exit exit = table.reapOne();
        if (exit != null) {
            counters.reaped();
        }
        tell("waitpid(..., WNOHANG): %s", exit == null ? "no child has ended" : exit);
        return exit;
    }

    @Override
    public void reapOnSigchld(Consumer<Exit> report) {
        Consumer<Exit> counted =
                exit -> {
                    counters.reaped();
                    report.accept(exit);
                };
        if (makes(Mistake.WAIT_ONCE)) {
            table.onExitWaitingOnce(counted);
        } else {
            table.onExit(counted);
        }
    }

    @Override
    public boolean isMemoryLow() {
        return table.isMemoryLow();
    }

    @Override
    public void sleep(int millis) {
        gate.waitAtMost(millis);
    }

    @Override
    public void report(String call, SystemCallException failure) {
        System.err.println(call + ": " + failure.errno().meaning());
        counters.failed(failure);
    }

    @Override
    public void tell(String step, Object... values) {
        if (gate.isStepping()) {
            System.out.println("  " + String.format(Locale.ROOT, step, values));
        }
    }
}
