package forkshell.journal;

import forkshell.libc.SharedMemory;

/**
 * Where things stand in the journal's memory, in bytes: a header; a ring of life records, each of
 * which any process may write; and a ring of lanes, each a block of exchange records that one
 * process writes alone.
 *
 * <p>Any process that has the memory can write anything anywhere, so nothing that stands in it is
 * an address or a bound. A life record begins with a mark, a sum over its number and its contents:
 * one that is not finished, or that somebody has scribbled on, does not fit its mark. An exchange,
 * written in the hot loop of a JVM that only interprets, is one word without a mark; its time must
 * lie between those around it. Its lane, which has a mark, says the rest, and is cleared for each
 * owner.
 */
final class Layout {
    static final String NAME = "forkshell-journal";

    /** The numbers of the next record and the next lane: places for writers, hints for readers. */
    static final int NEXT_LIFE = 64;

    static final int NEXT_LANE = 128;

    /** Where the records and the lanes of practice go, which nobody reads. */
    static final int PRACTICE = 256;

    static final int PRACTICE_LANE = 1024;

    static final int LIVES = 4096;
    static final int LIFE = 64;
    static final int LIFE_LONGS = LIFE / Long.BYTES;
    static final int LIFE_NUMBER = LIFE - Long.BYTES;
    static final int LIFE_COUNT = 1 << 15;
    static final int LIVES_PER_BLOCK = 1 << 9;

    static final int LANES = LIVES + LIFE * LIFE_COUNT;
    static final int LANE = 1024;
    static final int LANE_COUNT = 1 << 12;

    /**
     * In a lane: its number and 1, or 0 for one that nobody has; its owner; what its exchanges are
     * relative to; the mark of all these; then the exchanges.
     */
    static final int LANE_OWNER = 8;

    static final int LANE_TOTAL = 16;
    static final int LANE_NANOS = 24;
    static final int LANE_FDS = 32;
    static final int LANE_MARK = 40;
    static final int LANE_RECORDS = 48;
    static final int EXCHANGES_PER_LANE = (LANE - LANE_RECORDS) / Long.BYTES;

    static final int SIZE = LANES + LANE * LANE_COUNT;

    /**
     * An exchange: the last 32 bits of its time in steps of 16 ns; the last 12 bits of its
     * descriptor; and the bytes, 20 bits. A lane lasts no longer than makes its times unique.
     */
    static final int STEP_BITS = 4;

    static final int STEPS_SHIFT = Integer.SIZE - STEP_BITS;
    static final long STEPS = -1L << Integer.SIZE;
    static final long LONGEST_LANE_NANOS = 30_000_000_000L;
    static final int BYTES_BITS = 20;
    static final int MOST_BYTES = (1 << BYTES_BITS) - 1;
    static final int MOST_FD = (1 << Integer.SIZE - BYTES_BITS) - 1;

    private Layout() {}

    static int life(long number) {
        return LIVES + (int) (number & LIFE_COUNT - 1) * LIFE;
    }

    /**
     * Returns how many records there is room for from that one on, before the ring begins again.
     */
    static int livesBeforeTheEnd(long number) {
        return LIFE_COUNT - (int) (number & LIFE_COUNT - 1);
    }

    /**
     * Returns how many records there are from that one on in the same block, which readers look at
     * whole.
     */
    static int livesInBlock(long number) {
        return LIVES_PER_BLOCK - (int) (number & LIVES_PER_BLOCK - 1);
    }

    static int lane(long number) {
        return LANES + (int) (number & LANE_COUNT - 1) * LANE;
    }

    /**
     * Makes a lane one of {@code owner}, which has sent {@code total} bytes so far.
     *
     * @param number which lane it is, counted from the beginning
     * @param time when its first exchange happens
     * @param fds what its descriptors are relative to
     */
    static void beginLane(
            SharedMemory memory, int lane, long number, int owner, long total, long time, int fds) {
        memory.setMemory(lane, LANE, (byte) 0);
        memory.setLong(lane + LANE_OWNER, owner);
        memory.setLong(lane + LANE_TOTAL, total);
        memory.setLong(lane + LANE_NANOS, time);
        memory.setLong(lane + LANE_FDS, fds);
        memory.setLong(lane + LANE_MARK, mark(number, time, owner, total, fds, 0, 0));
        memory.setLong(lane, number + 1);
    }

    /** Returns the check of a record or a lane. Never 0, which is what untouched memory holds. */
    static long mark(long number, long time, long head, long a, long b, long c, long d) {
        long sum = ((((number + 1) * 31 + time) * 31 + head) * 31 + a) * 31;
        return (((sum + b) * 31 + c) * 31 + d) << 1 | 1;
    }
}
