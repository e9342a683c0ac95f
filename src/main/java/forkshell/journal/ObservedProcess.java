package forkshell.journal;

import forkshell.libc.SharedMemory;
import forkshell.libc.SocketAddress;

/**
 * Notes in this process's journal what another process does, which knows of no journal: a program
 * under strace(1). Not for several threads.
 */
public final class ObservedProcess {
    private final int pid;
    private long total;
    private long laneEnds;
    private int laneFds;
    private int next;
    private int endOfLane;

    /** A process or a thread, which is noted under its own number. */
    public ObservedProcess(int pid) {
        this.pid = pid;
    }

    public int pid() {
        return pid;
    }

    /** An event that happened at {@code nanos}, in nanoseconds of {@link System#nanoTime}. */
    public void record(long nanos, Event event, long a, long b) {
        Journal.recordOf(pid, nanos, event, a, b);
    }

    /** An event around a descriptor and an address. */
    public void record(long nanos, Event event, int fd, SocketAddress address) {
        Journal.recordOf(pid, nanos, event, fd, address);
    }

    /** {@code bytes} bytes went to a client. */
    public void exchange(long nanos, int fd, long bytes) {
        SharedMemory memory = Journal.memory();
        if (memory == null) {
            return;
        }
        if (next == endOfLane || nanos > laneEnds || (fd ^ laneFds) > Layout.MOST_FD) {
            claimLane(memory, nanos, fd & ~Layout.MOST_FD);
        }
        long counted = Math.min(bytes, Layout.MOST_BYTES);
        long steps = nanos << Layout.STEPS_SHIFT & Layout.STEPS;
        memory.setLong(next, steps | (long) (fd ^ laneFds) << Layout.BYTES_BITS | counted);
        next += Long.BYTES;
        total += counted;
    }

    private void claimLane(SharedMemory memory, long nanos, int fds) {
        laneEnds = nanos + Layout.LONGEST_LANE_NANOS;
        laneFds = fds;
        long number = memory.getAndAdd(Layout.NEXT_LANE, 1);
        int lane = Layout.lane(number);
        Layout.beginLane(memory, lane, number, pid, total, nanos, fds);
        next = lane + Layout.LANE_RECORDS;
        endOfLane = lane + Layout.LANE;
    }
}
