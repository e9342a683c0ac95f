package forkshell.libc;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The owner of one file descriptor. While a thread uses the number it cannot be closed under it;
 * once closed it is never used again, so no call ever reaches a recycled descriptor. Parent and
 * child own their copies independently. A child begins with one thread, which cannot close what it
 * uses: there uses are not counted, not those of the parent's threads at the fork either, and who
 * starts more threads in a child has to see that none closes what another uses.
 */
public final class Descriptor {
    /**
     * How long a blocked helper waits before it looks whether it was closed or stopped, in
     * milliseconds.
     */
    private static final int TURN = 50;

    /** A use that lasts longer belongs to a thread that was stopped in its midst. */
    private static final long LONGEST_USE_NANOS = 5L * TURN * 1_000_000;

    /** Makes a number of uses negative. */
    private static final int CLOSED = Integer.MIN_VALUE;

    private final int fd;
    private final String kind;
    private final Object owner;
    private final AtomicInteger uses = new AtomicInteger();
    private volatile String closedBy;
    private final AtomicBoolean released = new AtomicBoolean();

    /**
     * Takes over {@code fd}; {@code owner} says in messages what it is: {@code listener
     * 127.0.0.1:7777}.
     */
    public Descriptor(int fd, String owner) {
        this(fd, owner, "");
    }

    /** The same in two parts, joined when a message wants them: joining costs more than a call. */
    public Descriptor(int fd, String kind, Object owner) {
        this.fd = fd;
        this.kind = kind;
        this.owner = owner;
    }

    /** Returns the number, also after it was closed; for display. */
    public int fd() {
        return fd;
    }

    public boolean isOpen() {
        return uses.get() >= 0;
    }

    /** Returns {@code open}, or {@code closed by ...}. */
    public String state() {
        return isOpen() ? "open" : "closed by " + closedBy;
    }

    /** For messages: {@code pid 4200, fd 6, open}. */
    public String whose() {
        return "pid " + Libc.getpid() + ", fd " + fd + ", " + state();
    }

    /** read(2) of at most {@code count} bytes, once; 0 at the end. */
    public int read(String call, NativeBuffer buffer, int count) {
        int number = use(call);
        try {
            return (int) Sys.read(number, buffer.address(), count);
        } finally {
            done();
        }
    }

    /** Returns the number for use by {@code call}; {@link #done} must follow. */
    public int use(String call) {
        int seen = uses.get();
        boolean counts = !Generation.isChild();
        while (seen >= 0 && counts && !uses.compareAndSet(seen, seen + 1)) {
            seen = uses.get();
        }
        if (seen < 0) {
            throw closed(call);
        }
        return fd;
    }

    public void done() {
        if (!Generation.isChild() && uses.decrementAndGet() == CLOSED) {
            release();
        }
    }

    /**
     * Waits until the descriptor is ready for {@code events} (POLLIN, POLLOUT); {@code millis} is a
     * bound, or -1 for none. False when the time is over. Waits in short turns, so that closing it,
     * interrupting the thread or stopping it in JShell ends the wait with an exception. A forked
     * child has nobody who could do that and does not wait here.
     */
    public boolean await(String call, int events, long millis) {
        if (Generation.isChild() && millis < 0) {
            return true;
        }
        long deadline = System.nanoTime() + millis * 1_000_000;
        try (NativeBuffer pollfd = Sys.pollfd()) {
            while (!turn(call, events, millis < 0 ? TURN : left(deadline), pollfd)) {
                if (millis >= 0 && left(deadline) == 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static int left(long deadline) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        return (int) Math.max(0, Math.min(TURN, millis));
    }

    private boolean turn(String call, int events, int millis, NativeBuffer pollfd) {
        if (Thread.interrupted()) {
            throw new SystemCallException(call, owner(), Errno.EINTR, Advice.text("stopped"));
        }
        int number = use(call);
        try {
            return VirtualThread.isCurrent()
                    ? VirtualThread.poll(number, events, millis, pollfd)
                    : Sys.poll(number, events, millis, pollfd) != 0;
        } finally {
            done();
        }
    }

    /**
     * Closes the descriptor of this process; false when it was closed before. Waits for threads of
     * the parent that use it, a quarter of a second at most. {@code by} names the call for later
     * messages.
     */
    public boolean close(String by) {
        closedBy = isOpen() ? by : closedBy;
        int seen = uses.get();
        while (seen >= 0 && !uses.compareAndSet(seen, seen | CLOSED)) {
            seen = uses.get();
        }
        if (seen < 0) {
            return false;
        }
        if (seen == 0 || Generation.isChild()) {
            release();
            return true;
        }
        long deadline = System.nanoTime() + LONGEST_USE_NANOS;
        while (!released.get() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(100_000);
        }
        release();
        return true;
    }

    private void release() {
        if (released.compareAndSet(false, true)) {
            Sys.close(fd);
        }
    }

    private String owner() {
        return kind + owner;
    }

    private SystemCallException closed(String call) {
        return new SystemCallException(call, owner(), Errno.EBADF, Advice.text("closed", closedBy));
    }
}
