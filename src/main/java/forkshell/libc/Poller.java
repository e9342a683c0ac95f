package forkshell.libc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * One thread that waits for the descriptors of all parked threads, epoll(7), and wakes each when
 * its own is ready. There is one poller in a JVM, from its first use on.
 */
final class Poller {
    /**
     * Of struct epoll_event: its data begins at 4 on x86-64, where it is packed, and at 8 on
     * aarch64; these four bytes belong to it on both.
     */
    static final int EVENT_DATA = 8;

    static final int EVENT_SIZE = 16;

    private static final long NAP_NANOS = 500_000;

    private static Poller only;

    private final int epoll = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
    private final Map<Integer, Thread> parked = new ConcurrentHashMap<>();

    private Poller() {
        Sys.tell(epoll, "epoll_create1", "EPOLL_CLOEXEC");
        Thread thread = new Thread(this::work, "forkshell-poller");
        thread.setDaemon(true);
        thread.start();
    }

    static synchronized Poller get() {
        only = only == null ? new Poller() : only;
        return only;
    }

    /**
     * Parks the calling thread until {@code fd} is ready for {@code events}, {@code millis}
     * milliseconds at most. It may return earlier, as after a nap when another thread waits for the
     * same descriptor: look again.
     */
    void park(int fd, int events, int millis) {
        if (parked.putIfAbsent(fd, Thread.currentThread()) != null) {
            LockSupport.parkNanos(NAP_NANOS);
            return;
        }
        try (NativeBuffer event = new NativeBuffer(EVENT_SIZE)) {
            event.putInt(0, events | Libc.EPOLLONESHOT);
            event.putInt(EVENT_DATA, fd);
            int r = Libc.epoll_ctl(epoll, Libc.EPOLL_CTL_ADD, fd, event.address());
            Sys.tell(r, "epoll_ctl", epoll, "EPOLL_CTL_ADD", fd, traced(events, fd));
            LockSupport.parkNanos(millis * 1_000_000L);
            r = Libc.epoll_ctl(epoll, Libc.EPOLL_CTL_DEL, fd, 0);
            Sys.tell(r, "epoll_ctl", epoll, "EPOLL_CTL_DEL", fd, "NULL");
        } finally {
            parked.remove(fd);
        }
    }

    private static String traced(int events, int fd) {
        return Trace.on()
                ? "{events=E" + Flags.poll(events) + "|EPOLLONESHOT, data=" + fd + "}"
                : "";
    }

    private void work() {
        try (NativeBuffer event = new NativeBuffer(EVENT_SIZE)) {
            while (true) {
                if (Libc.epoll_wait(epoll, event.address(), 1, -1) == 1) {
                    LockSupport.unpark(parked.get(event.getInt(EVENT_DATA)));
                }
            }
        }
    }
}
