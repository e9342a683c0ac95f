package forkshell.server;

/**
 * A design of a server: what it does with the connections of a listener. Each loop has a model of
 * its own, whose methods only the loop's thread calls. A model of your own, which the lectures'
 * handler serves:
 *
 * <pre>{@code
 * class OneChildEach implements ServerModel {
 *     public void iterate(ServerContext server) {
 *         Connection acc = server.acceptForChild();
 *         if (acc == null) {
 *             return;
 *         }
 *         Child child = server.fork(acc, 0);
 *         server.closeInParent(acc);
 *         server.tell("child %d, descriptor %d", child.pid(), acc.fd());
 *         while (server.reapOne() != null) {
 *         }
 *     }
 * }
 * AcceptLoop loop = acceptLoop(listen(0), lectureA().model(OneChildEach::new));
 * }</pre>
 */
@FunctionalInterface
public interface ServerModel {
    /**
     * Prepares what the design needs once, before the first connection, such as a signal handler.
     *
     * @param server the loop that will follow this design
     */
    default void begin(ServerContext server) {}

    /**
     * Runs one iteration: takes a connection and has it served, or looks after the workers that do
     * so. Returns when the loop is paused or stopped, too.
     */
    void iterate(ServerContext server);

    /**
     * Reaps children that have ended, without waiting. The loop calls it, too: when there are as
     * many children as there may be, zombies included.
     */
    default void reap(ServerContext server) {}

    /** Has nobody accept until the next {@link #iterate}: the loop is paused or about to end. */
    default void rest(ServerContext server) {}

    /**
     * Gives back what {@link #begin} took. A handler of SIGCHLD stays: it reaps children that go on
     * after the loop.
     */
    default void end(ServerContext server) {}
}
