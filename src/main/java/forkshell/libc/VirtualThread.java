package forkshell.libc;

/**
 * A virtual thread that blocks in native code keeps the thread that carries it, and there are only
 * as many of those as processors. So it looks, and has the {@link Poller} wait between two looks.
 */
public final class VirtualThread {
    /** The group that all virtual threads of a JVM say they belong to; there is none before 21. */
    private static final String GROUP = "VirtualThreads";

    private VirtualThread() {}

    /** Returns whether the calling thread is one. */
    public static boolean isCurrent() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        return group != null && GROUP.equals(group.getName());
    }

    /** As {@link Sys#poll}: whether {@code fd} became ready; may return before {@code millis}. */
    static boolean poll(int fd, int events, int millis, NativeBuffer pollfd) {
        boolean ready = Sys.poll(fd, events, 0, pollfd) != 0;
        if (!ready && millis > 0) {
            Poller.park(fd, events, millis);
            ready = Sys.poll(fd, events, 0, pollfd) != 0;
        }
        return ready;
    }
}
