package forkshell.process;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;

/**
 * Where a child takes its memory from. A child cannot collect, so what is left here at the fork is
 * all that it will ever have: when less than a quarter is left, the parent collects first.
 */
final class YoungGeneration {
    private static final double FULL = 0.75;

    private final MemoryPoolMXBean eden =
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().contains("Eden"))
                    .findFirst()
                    .orElse(null);

    /**
     * Whether a child forked now would have little to work with; a collector without eden is left
     * to itself.
     */
    boolean isFull() {
        if (eden == null) {
            return false;
        }
        MemoryUsage usage = eden.getUsage();
        return usage.getUsed() > FULL * usage.getCommitted();
    }
}
