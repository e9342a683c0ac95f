package forkshell.libc;

import java.util.concurrent.locks.LockSupport;

/**
 * A virtual thread that blocks in native code keeps the thread that carries it, and there are only
 * as many of those as processors. So it looks, and naps in Java between two looks.
 */
final class VirtualThread {
    /** The group that all virtual threads of a JVM say they belong to; there is none before 21. */
    private static final String GROUP = "VirtualThreads";

    private static final long NAP_NANOS = 500_000;

    private VirtualThread() {}

    static boolean isCurrent() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        return group != null && GROUP.equals(group.getName());
    }

    /** As {@link Sys#poll}: whether {@code fd} became ready within {@code millis}. */
    static boolean poll(int fd, int events, int millis, NativeBuffer pollfd) {
        long deadline = System.nanoTime() + millis * 1_000_000L;
        boolean ready = Sys.poll(fd, events, 0, pollfd) != 0;
        while (!ready && System.nanoTime() < deadline) {
            LockSupport.parkNanos(NAP_NANOS);
            ready = Sys.poll(fd, events, 0, pollfd) != 0;
        }
        return ready;
    }
}
