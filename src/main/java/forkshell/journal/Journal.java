package forkshell.journal;

import forkshell.libc.Libc;
import forkshell.libc.SharedMemory;
import forkshell.libc.SocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The writing side: each call notes one event of the process that calls, with the time of
 * CLOCK_MONOTONIC. Parent and children write into the same shared memory, so what a process noted
 * outlives it, however it ended. Nothing here blocks, throws, allocates or takes a lock; when the
 * rings are full the oldest records give way, and are counted.
 */
public final class Journal {
    /** Set to {@code off}, it notes nothing. */
    public static final String PROPERTY = "forkshell.journal";

    private static final boolean ON = !"off".equals(System.getProperty(PROPERTY));
    private static final long NO_LANE = Layout.position(-1, Layout.LANE_SLOTS);

    private static final SharedMemory MEMORY = ON ? create() : null;

    /** The lane of this process, and the next free slot in it. */
    private static final AtomicLong POSITION = new AtomicLong(NO_LANE);

    private static final AtomicLong TOTAL = new AtomicLong();
    private static volatile int pid = Libc.getpid();

    private Journal() {}

    private static SharedMemory create() {
        SharedMemory memory = SharedMemory.create(Layout.NAME, Layout.SIZE);
        memory.putLong(Layout.STARTED_WALL_MILLIS, System.currentTimeMillis());
        memory.putLong(Layout.STARTED_NANOS, System.nanoTime());
        return memory;
    }

    /** To be called first in a new child: from now on it writes under its own pid. */
    public static void begin(int parent) {
        pid = Libc.getpid();
        POSITION.set(NO_LANE);
        TOTAL.set(0);
        record(Event.START, parent);
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
        byte[] bytes = address.bytes();
        boolean ipv4 = bytes.length == 4;
        long high = ipv4 ? 0 : bigEndian(bytes, 0, 8);
        long low = ipv4 ? Entry.MAPPED_IPV4 | bigEndian(bytes, 0, 4) : bigEndian(bytes, 8, 16);
        record(event, fd, address.port(), high, low);
    }

    private static long bigEndian(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
    }

    private static void record(Event event, long a, long b, long c, long d) {
        if (!ON) {
            return;
        }
        long number = MEMORY.getAndAdd(Layout.NEXT_LIFE, 1);
        int at = Layout.life(number);
        long time = System.nanoTime();
        long head = (long) event.ordinal() << 32 | pid;
        MEMORY.putLong(at + 8, time);
        MEMORY.putLong(at + 16, head);
        MEMORY.putLong(at + 24, a);
        MEMORY.putLong(at + 32, b);
        MEMORY.putLong(at + 40, c);
        MEMORY.putLong(at + 48, d);
        MEMORY.putLong(at, Layout.mark(number, time, head, a, b, c, d));
    }

    /**
     * {@code bytes} bytes came from a client and went back: the event of the hot loop, in a lane of
     * its own.
     */
    public static void exchange(int fd, int bytes) {
        if (!ON) {
            return;
        }
        long position = nextPosition();
        int at = Layout.lane(Layout.laneOf(position)) + Layout.slotOf(position) * Layout.EXCHANGE;
        long time = System.nanoTime();
        long what = (long) fd << 32 | bytes;
        long total = TOTAL.addAndGet(bytes);
        MEMORY.putLong(at + 8, time);
        MEMORY.putLong(at + 16, what);
        MEMORY.putLong(at + 24, total);
        MEMORY.putLong(at, Layout.mark(position, time, what, total));
    }

    private static long nextPosition() {
        long position = POSITION.getAndIncrement();
        boolean room = Layout.slotOf(position) < Layout.LANE_SLOTS;
        return room && isStillOurs(Layout.laneOf(position)) ? position : claimLane();
    }

    private static boolean isStillOurs(long lane) {
        return MEMORY.getLong(Layout.lane(lane)) == lane + 1;
    }

    /** The first record's position in a new lane. */
    private static long claimLane() {
        long lane = MEMORY.getAndAdd(Layout.NEXT_LANE, 1);
        int at = Layout.lane(lane);
        MEMORY.putLong(at + 8, pid);
        MEMORY.putLong(at, lane + 1);
        POSITION.set(Layout.position(lane, 2));
        return Layout.position(lane, 1);
    }
}
