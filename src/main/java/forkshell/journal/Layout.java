package forkshell.journal;

/**
 * Where things stand in the journal's memory, in bytes: a header; a ring of life records, each of
 * which any process may write; and a ring of lanes, each a block of exchange records that one
 * process writes alone.
 *
 * <p>Every record begins with a mark, written last: a sum over its number and its contents. A
 * record that was never finished, or belongs to an earlier round of the ring, has a mark that does
 * not fit, and is not there for a reader.
 */
final class Layout {
    static final String NAME = "forkshell-journal";

    static final int STARTED_WALL_MILLIS = 8;
    static final int STARTED_NANOS = 16;
    static final int NEXT_LIFE = 64;
    static final int NEXT_LANE = 128;

    static final int LIVES = 4096;
    static final int LIFE = 64;
    static final int LIFE_COUNT = 1 << 15;

    static final int LANES = LIVES + LIFE * LIFE_COUNT;
    static final int LANE = 1024;
    static final int LANE_COUNT = 1 << 12;
    static final int EXCHANGE = 32;

    /** The first slot of a lane names its owner. */
    static final int LANE_SLOTS = LANE / EXCHANGE;

    static final int SIZE = LANES + LANE * LANE_COUNT;

    private static final int SLOT_BITS = 20;

    private Layout() {}

    static int life(long number) {
        return LIVES + (int) (number % LIFE_COUNT) * LIFE;
    }

    static int lane(long number) {
        return LANES + (int) (number % LANE_COUNT) * LANE;
    }

    /** A lane's number and a slot in it as one number, by which an exchange is known. */
    static long position(long lane, int slot) {
        return lane << SLOT_BITS | slot;
    }

    static long laneOf(long position) {
        return position >> SLOT_BITS;
    }

    static int slotOf(long position) {
        return (int) position & (1 << SLOT_BITS) - 1;
    }

    /** Never 0, which is what untouched memory holds. */
    static long mark(long number, long time, long a, long b) {
        return ((((number + 1) * 31 + time) * 31 + a) * 31 + b) << 1 | 1;
    }

    static long mark(long number, long time, long head, long a, long b, long c, long d) {
        return mark(mark(number, time, head, a), b, c, d);
    }
}
