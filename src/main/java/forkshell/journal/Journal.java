package forkshell.journal;

import forkshell.libc.Libc;
import forkshell.libc.SharedMemory;
import forkshell.libc.SocketAddress;
import forkshell.libc.SystemCallException;

/**
 * The writing side: each call notes one event of the process that calls, with the time of
 * CLOCK_MONOTONIC. Parent and children write into the same shared memory, so what a process noted
 * outlives it, however it ended. Nothing here throws or allocates, and nobody waits for another
 * process; when the rings are full the oldest records give way, and are counted.
 */
public final class Journal {
    /** Set to {@code off}, it notes nothing. */
    public static final String PROPERTY = "forkshell.journal";

    private static final boolean ON = !"off".equals(System.getProperty(PROPERTY));

    private static final SharedMemory MEMORY = ON ? create() : null;

    /** A record is copied at once: in a JVM that only interprets each single store is dear. */
    private static final long[] LIFE = new long[Layout.LIFE_LONGS];

    /** Of so many at once that are noted at the same moment. */
    private static final int BLOCK = 64;

    /**
     * Threads take turns; a child has a lock of its own, which no thread of its parent can have
     * held.
     */
    private static Object turn = new Object();

    private static int pid = Libc.getpid();
    private static long total;
    private static long laneEnds;
    private static int laneFds;
    private static int next;
    private static int endOfLane;
    private static boolean practising;

    private Journal() {}

    private static SharedMemory create() {
        return SharedMemory.create(Layout.NAME, Layout.SIZE);
    }

    /** To be called first in a new child: from now on it writes under its own pid. */
    public static void begin(int parent) {
        turn = new Object();
        pid = Libc.getpid();
        next = endOfLane;
        total = 0;
        practising = false;
        record(Event.START, parent);
    }

    /**
     * Runs {@code practice}, calls that are made only for the JVM to link and compile them: what
     * this thread does meanwhile is not noted, and other threads wait until they may note
     * something.
     */
    public static void without(Runnable practice) {
        if (!ON) {
            practice.run();
            return;
        }
        synchronized (turn) {
            long before = total;
            next = endOfLane;
            practising = true;
            try {
                practice.run();
            } finally {
                practising = false;
                next = endOfLane;
                total = before;
            }
        }
    }

    public static void record(Event event) {
        record(event, 0, 0, 0, 0);
    }

    public static void record(Event event, long a) {
        record(event, a, 0, 0, 0);
    }

    public static void record(Event event, long a, long b) {
        record(event, a, b, 0, 0);
    }

    /** An event around a descriptor and an address. */
    public static void record(Event event, int fd, SocketAddress address) {
        long[] halves = halves(address);
        record(event, fd, address.port(), halves[0], halves[1]);
    }

    /** An address as two numbers; one of IPv4 in its IPv6 form. */
    private static long[] halves(SocketAddress address) {
        byte[] bytes = address.bytes();
        boolean ipv4 = bytes.length == 4;
        long high = ipv4 ? 0 : bigEndian(bytes, 0, 8);
        long low = ipv4 ? Entry.MAPPED_IPV4 | bigEndian(bytes, 0, 4) : bigEndian(bytes, 8, 16);
        return new long[] {high, low};
    }

    /** A call of this process failed; {@code failure} is given back, to be thrown. */
    public static SystemCallException failed(SystemCallException failure) {
        record(Event.FAILED, Words.number(failure.call(), 0), failure.errno().number());
        return failure;
    }

    /** An accept loop of that design begins on a listener. */
    public static void loop(int fd, String design) {
        long first = Words.number(design, 0);
        record(Event.LOOP, fd, first, Words.number(design, 8), Words.number(design, 16));
    }

    private static long bigEndian(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    /** An event of another process, which notes nothing itself. */
    static void recordOf(int process, long time, Event event, long a, long b) {
        recordOf(process, time, event, a, b, 0, 0);
    }

    /** An event of another process around a descriptor and an address. */
    static void recordOf(int process, long time, Event event, int fd, SocketAddress address) {
        long[] halves = halves(address);
        recordOf(process, time, event, fd, address.port(), halves[0], halves[1]);
    }

    private static void recordOf(
            int process, long time, Event event, long a, long b, long c, long d) {
        if (!ON) {
            return;
        }
        synchronized (turn) {
            long number = MEMORY.getAndAdd(Layout.NEXT_LIFE, 1);
            long head = (long) event.ordinal() << 32 | process;
            fill(LIFE, 0, number, time, head, a, b, c, d);
            MEMORY.write(Layout.life(number), LIFE, 0, LIFE.length);
        }
    }

    /**
     * Returns the memory that all processes of this session write; null when no journal is kept.
     */
    static SharedMemory memory() {
        return MEMORY;
    }

    private static void record(Event event, long a, long b, long c, long d) {
        if (!ON) {
            return;
        }
        synchronized (turn) {
            long number = MEMORY.getAndAdd(Layout.NEXT_LIFE, practising ? 0 : 1);
            int place = practising ? Layout.PRACTICE : Layout.life(number);
            fill(LIFE, 0, number, System.nanoTime(), head(event), a, b, c, d);
            MEMORY.write(place, LIFE, 0, LIFE.length);
        }
    }

    /** Records the same event for the first {@code count} pairs of numbers, all at this moment. */
    public static void recordPairs(Event event, long[] pairs, int count) {
        if (!ON || count == 0) {
            return;
        }
        synchronized (turn) {
            long number = MEMORY.getAndAdd(Layout.NEXT_LIFE, count);
            long time = System.nanoTime();
            long head = head(event);
            long[] block = new long[Layout.LIFE_LONGS * Math.min(count, BLOCK)];
            int lives = 0;
            for (int i = 0; i < count; i += lives) {
                lives = Math.min(Math.min(count - i, BLOCK), Layout.livesBeforeTheEnd(number + i));
                for (int j = 0; j < lives; j++) {
                    int pair = 2 * (i + j);
                    int to = Layout.LIFE_LONGS * j;
                    fill(block, to, number + i + j, time, head, pairs[pair], pairs[pair + 1], 0, 0);
                }
                MEMORY.write(Layout.life(number + i), block, 0, Layout.LIFE_LONGS * lives);
            }
        }
    }

    private static long head(Event event) {
        return (long) event.ordinal() << 32 | pid;
    }

    private static void fill(
            long[] to, int at, long number, long time, long head, long a, long b, long c, long d) {
        to[at] = Layout.mark(number, time, head, a, b, c, d);
        to[at + 1] = time;
        to[at + 2] = head;
        to[at + 3] = a;
        to[at + 4] = b;
        to[at + 5] = c;
        to[at + 6] = d;
        to[at + 7] = number;
    }

    /** As {@link #exchange}, where other threads may do the same. */
    public static void exchangeAmongThreads(int fd, int bytes) {
        synchronized (turn) {
            exchange(fd, bytes);
        }
    }

    /**
     * {@code bytes} bytes went back to a client: the event of the hot loop, noted in this process's
     * own lane. For a process that does so in one thread, such as a child. In a JVM that only
     * interprets, each call of a method is dear, so there are few.
     */
    public static void exchange(int fd, int bytes) {
        if (!ON) {
            return;
        }
        long time = System.nanoTime();
        int low = fd ^ laneFds;
        if (next == endOfLane || time > laneEnds || low > Layout.MOST_FD) {
            claimLane(time, fd & ~Layout.MOST_FD);
            low = fd ^ laneFds;
        }
        int counted = bytes < Layout.MOST_BYTES ? bytes : Layout.MOST_BYTES;
        long steps = time << Layout.STEPS_SHIFT & Layout.STEPS;
        MEMORY.setLong(next, steps | (long) low << Layout.BYTES_BITS | counted);
        next += Long.BYTES;
        total += counted;
    }

    private static void claimLane(long time, int fds) {
        long number = MEMORY.getAndAdd(Layout.NEXT_LANE, practising ? 0 : 1);
        int lane = practising ? Layout.PRACTICE_LANE : Layout.lane(number);
        laneEnds = time + Layout.LONGEST_LANE_NANOS;
        laneFds = fds;
        next = lane + Layout.LANE_RECORDS;
        endOfLane = lane + Layout.LANE;
        Layout.beginLane(MEMORY, lane, number, pid, total, time, fds);
    }
}
