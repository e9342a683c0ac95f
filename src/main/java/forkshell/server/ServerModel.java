package forkshell.server;

/**
 * A design of a server: what one does with the connections of a listener. Each loop has a model of
 * its own, whose methods only the loop's thread calls.
 */
public interface ServerModel {
    /**
     * Prepares what the design needs once, before the first connection, such as a signal handler.
     *
     * @param loop the loop that will follow this design
     */
    default void begin(AcceptLoop loop) {}

    /**
     * One iteration: takes a connection and sees to it that it is served, or looks after the
     * workers that do so. Returns when the loop is paused or stopped, too.
     */
    void iterate(AcceptLoop loop);

    /**
     * Reaps children that have ended, without waiting. The loop calls it, too: when there are as
     * many children as there may be, zombies included.
     */
    default void reap(AcceptLoop loop) {}

    /** Has nobody accept until the next {@link #iterate}: the loop is paused or about to end. */
    default void rest(AcceptLoop loop) {}

    /**
     * Gives back what {@link #begin} took. A handler of SIGCHLD stays: it reaps children that go on
     * after the loop.
     */
    default void end(AcceptLoop loop) {}
}
