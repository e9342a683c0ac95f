package forkshell.server;

/** A design of a server: what one does with the connections of a listener. */
public interface ServerModel {
    /**
     * Prepares what the design needs once, before the first connection: a signal handler, a pool of
     * workers.
     *
     * @param loop the loop that will follow this design
     */
    default void begin(AcceptLoop loop) {}

    /**
     * One iteration: takes one connection and sees to it that it is served. Returns when the loop
     * is stopped, too.
     */
    void iterate(AcceptLoop loop);

    /** Gives back what {@link #begin} took. */
    default void end(AcceptLoop loop) {}
}
