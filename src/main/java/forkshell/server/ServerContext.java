package forkshell.server;

import forkshell.libc.SystemCallException;
import forkshell.net.Connection;
import forkshell.net.Handler;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.ChildTask;
import forkshell.process.Exit;
import java.util.List;
import java.util.function.Consumer;

/**
 * What an {@link AcceptLoop} offers to the {@link ServerModel} that it follows: the calls of a
 * server, which stop when the loop is paused or stopped, which are counted in {@link
 * AcceptLoop#stats()} and noted in the journal, and which {@link AcceptLoop#step()} prints. For the
 * loop's thread and, after a fork, for the child.
 */
public interface ServerContext {
    /** How long a call waits, in milliseconds, before it checks whether the loop goes on. */
    int POLL_INTERVAL_MILLIS = 50;

    /** How long a loop waits after a failed call, in milliseconds, before it tries again. */
    int PAUSE_AFTER_FAILURE_MILLIS = 500;

    /** Returns the socket that clients connect to. The model does not close it in the parent. */
    Listener listener();

    /** Returns what the learner wants done with each connection. */
    Handler handler();

    /** Returns how many children there may be at once, zombies included. */
    int limit();

    /** Returns whether {@code who} reaps in this loop. */
    boolean reapedBy(Reaping who);

    /** Returns whether the model makes {@code mistake} on purpose. */
    boolean makes(Mistake mistake);

    /** Returns whether the loop is neither paused nor stopped. */
    boolean isOpen();

    /**
     * Waits for a client and takes its connection: accept(2). Reports a failure such as EMFILE,
     * pauses and tries again. The model closes the connection.
     *
     * @return null when the loop is paused or stopped meanwhile
     * @throws SystemCallException EBADF or EINVAL when the listener was closed
     */
    Connection accept();

    /**
     * Takes a connection as {@link #accept()} does, but waits {@code millis} milliseconds at most.
     *
     * @return null when no client came
     * @throws SystemCallException EBADF or EINVAL when the listener was closed
     */
    Connection accept(int millis);

    /**
     * Takes a connection as {@link #accept()} does, but first waits until there are fewer children
     * than {@link #limit()}, and reaps meanwhile.
     *
     * @return null when the loop is paused or stopped meanwhile
     * @throws SystemCallException EBADF or EINVAL when the listener was closed
     */
    Connection acceptForChild();

    /**
     * Forks a child that closes the listener, serves {@code connection} with the handler, closes it
     * and ends with {@code status}. The parent keeps its copy open until {@link #closeInParent}.
     *
     * @throws SystemCallException EAGAIN or ENOMEM of fork(2)
     */
    Child fork(Connection connection, int status);

    /**
     * Forks a child that runs {@code task}, for more than one connection or another program.
     *
     * @param purpose what {@link Child#purpose()} returns
     * @throws SystemCallException EAGAIN or ENOMEM of fork(2)
     */
    Child fork(String purpose, ChildTask task);

    /** Closes the parent's copy of {@code connection}, unless the loop forgets it on purpose. */
    void closeInParent(Connection connection);

    /**
     * Returns a task that serves {@code connection} with the handler in this process and closes it,
     * for this thread or another. It calls {@link #endServing}; {@link #beginServing} is called
     * now.
     */
    Runnable serving(Connection connection);

    /** Has {@link AcceptLoop#servers()} count {@code connection}: this process serves it. */
    void beginServing(Connection connection);

    /** Closes {@code connection}, which is counted no more. */
    void endServing(Connection connection);

    /** Returns the children that have not been reaped. */
    List<Child> children();

    /** Reaps one child without waiting, waitpid(2) with WNOHANG; null when none has ended. */
    Exit reapOne();

    /** Has a handler of SIGCHLD reap children from now on; {@code report} gets each status. */
    void reapOnSigchld(Consumer<Exit> report);

    /** In a child: returns whether its memory, which nobody collects, is nearly used up. */
    boolean isMemoryLow();

    /** Waits {@code millis} milliseconds, or until the loop is paused or stopped. */
    void sleep(int millis);

    /**
     * Ends the loop when its listener was closed, for a model that does not accept by itself.
     *
     * @throws SystemCallException EBADF when it was
     */
    void requireOpenListener();

    /**
     * Prints {@code failure} as perror(3) does, with the name of the call that failed, and counts
     * it: the server survives it.
     *
     * @throws SystemCallException {@code failure} itself when fork(2) was refused because the JVM
     *     is ending: the loop ends, too
     */
    void report(String call, SystemCallException failure);

    /** Prints a step of the model, in the format of printf(3), when the learner steps through. */
    void tell(String step, Object... values);
}
