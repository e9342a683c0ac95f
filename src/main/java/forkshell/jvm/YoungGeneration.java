package forkshell.jvm;

import forkshell.libc.Generation;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;

/**
 * Where a child takes its memory from. A child cannot collect, so what is left here at the fork is
 * all that it will ever have: at least a half.
 */
public final class YoungGeneration {
    private static final double FULL = 0.5;
    private static final double NEARLY_FULL = 0.7;
    private static final String SERIAL = "Eden Space";
    private static final int GARBAGE = 1 << 18;
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final MemoryPoolMXBean eden =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().contains("Eden"))
                    .findFirst()
                    .orElse(null);

    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getGarbageCollectorMXBeans();

    private boolean expectsRoom;
    private long leastFree = UNKNOWN;
    private byte[] garbage;

    /**
     * Before a fork: collects when little is left, and when attempts are lost in a row, as they are
     * when a collector counts otherwise. A child's own child has what its parent has left.
     *
     * @param lost how many attempts were lost in a row
     */
    public void makeRoom(int lost) {
        if (!Generation.isChild() && (lost > 1 || isFull() || isSmallYet())) {
            collect();
        }
        expectsRoom = !Generation.isChild() && !isFull();
    }

    /** It begins with a few megabytes and grows with the first collection. */
    private boolean isSmallYet() {
        return isSizedByCollector() && collections() == 0;
    }

    private boolean isSizedByCollector() {
        return eden != null && !eden.getName().equals(SERIAL);
    }

    private void collect() {
        if (!isSizedByCollector()) {
            System.gc();
        } else {
            collectTheYoung();
        }
    }

    /**
     * G1 makes the young generation larger when it collects that alone, and far smaller when it is
     * told to collect everything: so makes garbage until it does the former.
     */
    private void collectTheYoung() {
        long before = collections();
        long most = 2 * eden.getUsage().getCommitted();
        for (long made = 0; made < most && collections() == before; made += GARBAGE) {
            garbage = new byte[GARBAGE];
        }
        garbage = null;
    }

    private long collections() {
        return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }

    /** In a new child: whether other threads took the room between that and the fork. */
    public boolean wasTaken() {
        return expectsRoom && isFull();
    }

    /**
     * In a child: whether the rest may not last much longer. The JVM is asked about eden once, and
     * from then on only how much of the heap is free, which is a quarter of the work.
     */
    public boolean isNearlyFull() {
        long free = Runtime.getRuntime().freeMemory();
        if (leastFree == UNKNOWN) {
            leastFree = free - left(NEARLY_FULL);
        }
        return free < leastFree;
    }

    private boolean isFull() {
        return left(FULL) < 0;
    }

    /** Bytes until {@code part} of eden is used. A collector without eden is left to itself. */
    private long left(double part) {
        if (eden == null) {
            return Long.MAX_VALUE;
        }
        MemoryUsage usage = eden.getUsage();
        return (long) (part * usage.getCommitted()) - usage.getUsed();
    }
}
