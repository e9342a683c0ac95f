package forkshell.process;

import forkshell.libc.Generation;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;

/**
 * Where a child takes its memory from. A child cannot collect, so what is left here at the fork is
 * all that it will ever have: at least a quarter.
 */
final class YoungGeneration {
    private static final double FULL = 0.75;

    private final MemoryPoolMXBean eden =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().contains("Eden"))
                    .findFirst()
                    .orElse(null);

    private boolean expectsRoom;

    /**
     * Before a fork: collects when little is left, and when attempts are lost in a row, as they are
     * when a collector counts otherwise. A child's own child has what its parent has left.
     *
     * @param lost how many attempts were lost in a row
     */
    void makeRoom(int lost) {
        if (!Generation.isChild() && (lost > 1 || isFull())) {
            System.gc();
        }
        expectsRoom = !Generation.isChild() && !isFull();
    }

    /** In a new child: whether other threads took the room between that and the fork. */
    boolean wasTaken() {
        return expectsRoom && isFull();
    }

    /** A collector without eden is left to itself. */
    private boolean isFull() {
        if (eden == null) {
            return false;
        }
        MemoryUsage usage = eden.getUsage();
        return usage.getUsed() > FULL * usage.getCommitted();
    }
}
