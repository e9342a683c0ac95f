package forkshell.libc;

/**
 * How many forks lie between the first process of this session and this one: 0 in the JVM, 1 in its
 * children.
 */
public final class Generation {
    private static volatile int number;

    private Generation() {}

    public static int number() {
        return number;
    }

    /** Returns whether this process was forked, and so began with one thread only. */
    public static boolean isChild() {
        return number > 0;
    }

    /** Called once in each new child, before anything else of it. */
    public static void begin() {
        number++;
    }
}
