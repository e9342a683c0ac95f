package forkshell.repl.agent;

/** Where a snippet can be stopped: its code calls this at each turn of a loop. */
public final class StopPoint {
    private static volatile Thread stopped;

    private StopPoint() {}

    /** Throws into the thread that is to stop, once: what it does then, it may finish. */
    public static void pass() {
        if (stopped != null && stopped == Thread.currentThread()) {
            stopped = null;
            throw new Stop();
        }
    }

    /** Has {@code thread} stop at the next point that it passes; null has none stop. */
    static void stop(Thread thread) {
        stopped = thread;
    }
}
