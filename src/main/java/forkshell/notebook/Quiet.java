package forkshell.notebook;

import forkshell.proc.Stat;
import forkshell.proc.SystemCall;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Waits until the processes of a cell have nothing to say for the time being. */
final class Quiet {
    private static final long LONGEST_NANOS = 1_000_000_000L;
    private static final long POLL_INTERVAL_NANOS = 5_000_000;
    private static final Set<String> NAPS = Set.of("nanosleep", "clock_nanosleep");

    private Quiet() {}

    /**
     * Returns when every child of {@code agent} has ended, is stopped, or waits for something else
     * than the time; after a second at the latest, because a child may compute or sleep for ever.
     *
     * @return whether there are children at all
     */
    static boolean await(int agent) {
        long end = System.nanoTime() + LONGEST_NANOS;
        List<Stat> children = childrenOf(agent);
        while (children.stream().anyMatch(Quiet::isActive) && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL_INTERVAL_NANOS);
            children = childrenOf(agent);
        }
        return !children.isEmpty();
    }

    private static List<Stat> childrenOf(int agent) {
        return Stat.all().stream().filter(process -> process.ppid() == agent).toList();
    }

    private static boolean isActive(Stat child) {
        return switch (child.code()) {
            case 'Z', 'X', 'T', 't' -> false;
            default -> SystemCall.of(child.pid()).map(Quiet::endsByItself).orElse(true);
        };
    }

    private static boolean endsByItself(SystemCall call) {
        boolean timed = call.name().equals("futex") && call.argument(3) != 0;
        return timed || NAPS.contains(call.name());
    }
}
