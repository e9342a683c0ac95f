package forkshell.server;

/** Who takes the statuses of children that have ended. */
public enum Reaping {
    /** A handler of SIGCHLD. */
    SIGCHLD,
    /** The loop, without waiting, after each connection that it accepted. */
    AFTER_ACCEPT,
    /** Nobody: zombies stay. */
    NOBODY
}
