package forkshell.libc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that waits for the descriptors of all parked threads, epoll(7), and wakes each when
 * its own is ready. A JVM has one poller at most, which ends when nobody has needed it for a while.
 */
final class Poller {
    /**
     * Of struct epoll_event: its data begins at 4 on x86-64, where it is packed, and at 8 on
     * aarch64; these four bytes belong to it on both.
     */
    static final int EVENT_DATA = 8;

    static final int EVENT_SIZE = 16;

    private static final long NAP_NANOS = 500_000;
    private static final int IDLE_MILLIS = 250;

    private static Poller only;

    private final int epoll = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
    private final Map<Integer, Thread> parked = new ConcurrentHashMap<>();

    private Poller() {
        CallResult.check(epoll, "epoll_create1", "EPOLL_CLOEXEC");
        Thread thread = new Thread(this::work, "forkshell-poller");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Parks the calling thread until {@code fd} is ready for {@code events}, {@code millis}
     * milliseconds at most. It may return earlier, as after a nap when another thread waits for the
     * same descriptor: look again.
     */
    static void park(int fd, int events, int millis) {
        Poller poller = begin(fd);
        if (poller == null) {
            LockSupport.parkNanos(NAP_NANOS);
            return;
        }
        try {
            poller.wait(fd, events, millis);
        } finally {
            poller.parked.remove(fd);
        }
    }

    /** Null when another thread waits for {@code fd}. */
    private static synchronized Poller begin(int fd) {
        only = only == null ? new Poller() : only;
        return only.parked.putIfAbsent(fd, Thread.currentThread()) == null ? only : null;
    }

    private void wait(int fd, int events, int millis) {
        try (NativeBuffer event = new NativeBuffer(EVENT_SIZE)) {
            event.putInt(0, events | Libc.EPOLLONESHOT);
            event.putInt(EVENT_DATA, fd);
            int r = Libc.epoll_ctl(epoll, Libc.EPOLL_CTL_ADD, fd, event.address());
            CallResult.check(r, "epoll_ctl", epoll, "EPOLL_CTL_ADD", fd, traced(events, fd));
            LockSupport.parkNanos(millis * 1_000_000L);
            r = Libc.epoll_ctl(epoll, Libc.EPOLL_CTL_DEL, fd, 0);
            CallResult.check(r, "epoll_ctl", epoll, "EPOLL_CTL_DEL", fd, "NULL");
        }
    }

    private static String traced(int events, int fd) {
        return Trace.on()
                ? "{events=E" + Flags.poll(events) + "|EPOLLONESHOT, data=" + fd + "}"
                : "";
    }

    private void work() {
        try (NativeBuffer event = new NativeBuffer(EVENT_SIZE)) {
            int ready;
            do {
                ready = Libc.epoll_wait(epoll, event.address(), 1, IDLE_MILLIS);
                if (ready == 1) {
                    LockSupport.unpark(parked.get(event.getInt(EVENT_DATA)));
                }
            } while (ready != 0 || !endsIdle());
        }
        Sys.close(epoll);
    }

    private boolean endsIdle() {
        synchronized (Poller.class) {
            if (parked.isEmpty()) {
                only = null;
            }
            return only == null;
        }
    }
}
