package forkshell.repl;

/**
 * How many children the agent has, as the kernel sees them.
 *
 * @param running those that have not ended: running, sleeping or stopped
 * @param zombies those that have ended and wait to be reaped
 */
public record Children(int running, int zombies) {
    /** No children at all. */
    public static final Children NONE = new Children(0, 0);

    Children plus(boolean zombie) {
        return zombie ? new Children(running, zombies + 1) : new Children(running + 1, zombies);
    }
}
