package forkshell.server;

import forkshell.display.Messages;
import forkshell.journal.Journal;
import forkshell.libc.Errno;
import forkshell.libc.RefusedException;
import forkshell.libc.SystemCallException;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.ProcessTable;

/**
 * Runs a server's loop in the background, so that the prompt stays free. It follows a {@link
 * ServerModel} until it is stopped, and can be paused and stepped. The listener stays open when it
 * stops; its children go on until their clients leave.
 */
public final class AcceptLoop {
    private static final Messages WORDS = Messages.of(AcceptLoop.class);
    private static final int JOIN_INTERVAL_MILLIS = 50;
    private static final int TIMEOUT_MILLIS = 3_000;

    private final Listener listener;
    private final LoopOptions options;
    private final LoopGate gate = new LoopGate();
    private final LoopContext context;
    private final ServerModel model;
    private final Thread thread = new Thread(this::work, "forkshell-accept");
    private volatile String ending = "";

    private AcceptLoop(ProcessTable table, Listener listener, LoopOptions options) {
        this.listener = listener;
        this.options = options;
        context = new LoopContext(table, listener, options, gate);
        model = context.model();
        thread.setDaemon(true);
    }

    /**
     * Starts a loop on {@code listener}, which the caller goes on owning.
     *
     * @throws SystemCallException EINVAL without a listener, or with a limit below one child
     */
    public static AcceptLoop start(ProcessTable table, Listener listener, LoopOptions options) {
        if (listener == null || options == null || options.limit() < 1) {
            throw new SystemCallException(
                    "acceptLoop", listener + ", " + options, Errno.EINVAL, WORDS.get("acceptLoop"));
        }
        ServerWarmUp.once(table);
        AcceptLoop loop = new AcceptLoop(table, listener, options);
        Journal.loop(listener.fd(), loop.model.toString());
        loop.thread.start();
        return loop;
    }

    private void work() {
        try {
            model.begin(context);
            follow();
        } catch (SystemCallException | RefusedException e) {
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
                model.iterate(context);
                gate.done();
                restIfPaused();
            }
        } finally {
            model.rest(context);
            model.end(context);
            context.closeForgotten();
        }
    }

    private void restIfPaused() {
        if (!gate.isOpen()) {
            model.rest(context);
        }
    }

    /**
     * Accepts no more, and waits until the loop has ended, three seconds at most. Children and
     * threads go on until their clients leave; so does a loop that serves a client itself.
     *
     * @throws SystemCallException EINTR when the thread is interrupted
     */
    public void stop() {
        gate.stop();
        try {
            thread.join(TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted("stop");
        }
    }

    /**
     * Accepts no more until {@link #resume} or {@link #step}; clients wait in the backlog. Waits
     * until an iteration that is under way has ended, three seconds at most: a loop that serves a
     * client itself goes on until that one leaves.
     *
     * @throws SystemCallException EINTR when the thread is interrupted
     */
    public void pause() {
        try {
            gate.pause(TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted("pause");
        }
    }

    /** Goes on after {@link #pause()}. A stopped loop stays stopped. */
    public void resume() {
        gate.resume();
    }

    /**
     * Lets a paused loop make one iteration, prints each of its steps, and waits for it, which may
     * mean to wait for a client. With prefork, whose workers wait for clients, one iteration is a
     * moment in which there are workers.
     *
     * @throws SystemCallException EINTR when the thread is interrupted; the step is given up
     */
    public void step() {
        try {
            gate.step();
        } catch (InterruptedException e) {
            throw interrupted("step");
        }
    }

    /**
     * Waits until the loop ends. Interrupting the thread, or Ctrl-C in JShell, ends the wait, not
     * the loop.
     *
     * @throws SystemCallException EINTR when the thread is interrupted
     */
    public void join() {
        try {
            while (thread.isAlive()) {
                thread.join(JOIN_INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            throw interrupted("join");
        }
    }

    private static SystemCallException interrupted(String call) {
        return new SystemCallException(call, "", Errno.EINTR, WORDS.get("stopped.waiting"));
    }

    /** Returns why the loop ended by itself; empty while it runs and when it was stopped. */
    public String ending() {
        return ending;
    }

    /** Returns whether the loop has not ended; a paused loop runs, too. */
    public boolean isRunning() {
        return thread.isAlive();
    }

    /** Returns what the loop has done so far. */
    public LoopStats stats() {
        return context.stats();
    }

    /**
     * Returns how many threads and living children serve clients of this loop; those that wait for
     * a client count, too, until the loop is stopped.
     */
    public long servers() {
        return context.served() + context.children().stream().filter(Child::isAlive).count();
    }

    /** Returns the socket that it accepts on. */
    public Listener listener() {
        return listener;
    }

    /** Returns what it was started with. */
    public LoopOptions options() {
        return options;
    }

    /**
     * Returns the C program that does what this loop does, with its reaping, limit and mistakes.
     *
     * @throws SystemCallException ENOSYS for a model that has no program in C
     */
    public CSource c() {
        return CSource.of(options);
    }

    /** Returns {@code accept loop on 127.0.0.1:7777, running, 2 accepted, ...}. */
    @Override
    public String toString() {
        String state = ending.isEmpty() ? gate.state() : "ended: " + ending;
        return "accept loop on "
                + listener.address()
                + ", "
                + state
                + ", "
                + stats()
                + waiting()
                + context.lastFailure();
    }

    private String waiting() {
        return context.isFull() && gate.isOpen()
                ? ", waits: its limit of children is " + options.limit()
                : "";
    }
}
