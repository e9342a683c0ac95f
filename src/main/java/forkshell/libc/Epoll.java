package forkshell.libc;

import static forkshell.libc.CallResult.check;
import static forkshell.libc.CallResult.checked;

/**
 * A set of descriptors, and which of them are ready: epoll(7), level-triggered. A descriptor is
 * removed before it is closed, because the kernel keeps it in the set while a child holds a copy.
 * For one thread, which closes it.
 */
public final class Epoll implements AutoCloseable {
    /** Of struct epoll_event, which is packed on x86-64 only. */
    static final int EVENT_SIZE = System.getProperty("os.arch").equals("amd64") ? 12 : 16;

    private static final int MAX_EVENTS = 64;

    private final int fd = Libc.epoll_create1(Libc.EPOLL_CLOEXEC);
    private final NativeBuffer ready = new NativeBuffer(MAX_EVENTS * EVENT_SIZE);
    private final NativeBuffer wanted = new NativeBuffer(EVENT_SIZE);

    /**
     * Makes an empty set: epoll_create1(2).
     *
     * @throws SystemCallException EMFILE or ENFILE without a free descriptor
     */
    public Epoll() {
        check(fd, "epoll_create1", "EPOLL_CLOEXEC");
    }

    /** Adds {@code member}, to be told about {@code events}: EPOLLIN, EPOLLOUT. */
    public void add(int member, int events) {
        control("EPOLL_CTL_ADD", Libc.EPOLL_CTL_ADD, member, events);
    }

    /** Changes the events that {@link #await} tells about a member. */
    public void change(int member, int events) {
        control("EPOLL_CTL_MOD", Libc.EPOLL_CTL_MOD, member, events);
    }

    public void remove(int member) {
        control("EPOLL_CTL_DEL", Libc.EPOLL_CTL_DEL, member, 0);
    }

    private void control(String name, int operation, int member, int events) {
        wanted.putInt(0, events);
        wanted.putInt(Poller.EVENT_DATA, member);
        int r = Libc.epoll_ctl(fd, operation, member, wanted.address());
        if (!Trace.quiet(r)) {
            checked(r, "epoll_ctl", fd, name, member, "{events=" + events + "}");
        }
    }

    /**
     * Waits until members are ready, at most {@code millis} milliseconds: epoll_wait(2).
     *
     * @return how many, 0 when the time is over or a signal came
     */
    public int await(int millis) {
        int count = Libc.epoll_wait(fd, ready.address(), MAX_EVENTS, millis);
        if (count > 0 || count == -1 && Libc.errno() != Errno.EINTR.number()) {
            check(count, "epoll_wait", fd, "[...]", MAX_EVENTS, millis);
        }
        return Math.max(0, count);
    }

    /** Returns the member that is the {@code i}th of those that {@link #await} found. */
    public int member(int i) {
        return ready.getInt(i * EVENT_SIZE + Poller.EVENT_DATA);
    }

    @Override
    public void close() {
        Sys.close(fd);
        ready.close();
        wanted.close();
    }
}
