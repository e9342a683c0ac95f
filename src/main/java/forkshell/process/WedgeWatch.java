package forkshell.process;

import forkshell.libc.Signal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Looks after the children that are ready: finds those that wedge later within a second, and ends
 * them.
 */
final class WedgeWatch {
    private static final long TURN_NANOS = 350_000_000;

    private final Supplier<Reaper> reaper;
    private final ForkStatistics statistics;
    private final Thread thread = new Thread(this::watch, "forkshell-watch");
    private Map<Child, String> stuck = Map.of();

    WedgeWatch(Supplier<Reaper> reaper, ForkStatistics statistics) {
        this.reaper = reaper;
        this.statistics = statistics;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (true) {
            LockSupport.parkNanos(TURN_NANOS);
            look();
        }
    }

    private void look() {
        Map<Child, String> seen = new HashMap<>();
        for (Child child : reaper.get().children()) {
            String place = Wedge.stuckIn(child.pid());
            if (!place.isEmpty() && place.equals(stuck.get(child))) {
                end(child);
            } else {
                seen.put(child, place);
            }
        }
        stuck = seen;
    }

    private void end(Child child) {
        child.wedged(Wedge.REASON);
        statistics.countWedgedAfterReady();
        reaper.get().signal(child, Signal.SIGKILL);
        System.err.println(
                "[" + child.pid() + "] wedged and ended by forkshell: " + Wedge.REASON + ".");
    }
}
