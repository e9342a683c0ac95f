package forkshell.strace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells whose bytes come out of a pipe that several processes write into: strace says in which
 * order they wrote, how much, and how it begins.
 */
final class Writers {
    /** Two that write at the same moment may be told in the other order. */
    private static final int CONFUSED = 8;

    private static final long PATIENCE_MILLIS = 500;

    private record Write(int pid, byte[] begin, long count) {
        boolean fits(byte[] bytes, int from, int to) {
            int length = Math.min(begin.length, to - from);
            return Arrays.equals(begin, 0, length, bytes, from, from + length);
        }
    }

    /** A part of what came out. */
    record Share(int pid, int from, int to) {}

    private final Lock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final List<Write> writes = new ArrayList<>();
    private boolean complete;
    private long toldTooLate;

    /** strace says that {@code pid} wrote {@code count} bytes, {@code begin} the first of them. */
    void wrote(int pid, byte[] begin, long count) {
        lock.lock();
        try {
            long late = Math.min(toldTooLate, count);
            toldTooLate -= late;
            if (late == 0) {
                writes.add(new Write(pid, begin, count));
            } else if (late < count) {
                writes.add(new Write(pid, new byte[0], count - late));
            }
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** strace says nothing more: who waits for it need not. */
    void complete() {
        lock.lock();
        try {
            complete = true;
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Divides {@code count} bytes that came out among those who wrote them. What nobody is known to
     * have written within half a second is the share of {@code other}.
     */
    List<Share> divide(byte[] bytes, int count, int other) throws InterruptedException {
        List<Share> shares = new ArrayList<>();
        lock.lock();
        try {
            for (int at = 0; at < count; at = shares.get(shares.size() - 1).to) {
                shares.add(isTold() ? next(bytes, at, count) : untold(other, at, count));
            }
            return shares;
        } finally {
            lock.unlock();
        }
    }

    private boolean isTold() throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (writes.isEmpty() && !complete && left > 0) {
            left = told.awaitNanos(left);
        }
        return !writes.isEmpty();
    }

    private Share untold(int other, int at, int count) {
        toldTooLate += complete ? 0 : count - at;
        return new Share(other, at, count);
    }

    private Share next(byte[] bytes, int at, int count) {
        int index = 0;
        for (int i = Math.min(CONFUSED, writes.size()) - 1; i >= 0; i--) {
            index = writes.get(i).fits(bytes, at, count) ? i : index;
        }
        Write write = writes.remove(index);
        int to = (int) Math.min(count, at + write.count);
        if (at + write.count > count) {
            writes.add(0, new Write(write.pid, new byte[0], at + write.count - count));
        }
        return new Share(write.pid, at, to);
    }
}
