package forkshell.server;

/** The classic mistakes of a forking server, to be made on purpose. */
public enum Mistake {
    /**
     * The parent forgets {@code close(acc)}: clients never see the end, and descriptors run out.
     */
    PARENT_KEEPS_CONNECTION,
    /** The child forgets {@code close(sock)}: the port stays taken when the server ends. */
    CHILD_KEEPS_LISTENER,
    /** The child forgets {@code _exit}: it goes on into the parent's loop and accepts, too. */
    CHILD_FORGETS_EXIT,
    /**
     * The SIGCHLD handler waits once instead of looping: of several children that end at once, some
     * stay zombies.
     */
    WAIT_ONCE
}
