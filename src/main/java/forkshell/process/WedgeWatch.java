package forkshell.process;

import forkshell.display.Channel;
import forkshell.display.Messages;
import forkshell.display.StandardStream;
import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.jvm.PendingMonitor;
import forkshell.jvm.Wedge;
import forkshell.libc.Libc;
import forkshell.libc.Signal;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Looks after the children that are ready, and after their own children, orphans among them: finds
 * those that wedge later within a second, and ends them; has noted what became of the others.
 */
final class WedgeWatch {
    private static final Messages WORDS = Messages.of(WedgeWatch.class);
    private static final long TURN_NANOS = 350_000_000;

    private final Supplier<Reaper> reaper;
    private final Supplier<Map<Integer, PendingMonitor>> childrensChildren;
    private final Runnable afterEachLook;
    private final ForkStatistics statistics;
    private final Thread thread = new Thread(this::watch, "forkshell-watch");
    private final StateWatch states = new StateWatch();
    private Map<Integer, String> stuck = Map.of();

    WedgeWatch(
            Supplier<Reaper> reaper,
            Supplier<Map<Integer, PendingMonitor>> childrensChildren,
            Runnable afterEachLook,
            ForkStatistics statistics) {
        this.reaper = reaper;
        this.childrensChildren = childrensChildren;
        this.afterEachLook = afterEachLook;
        this.statistics = statistics;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        while (true) {
            LockSupport.parkNanos(TURN_NANOS);
            look();
            afterEachLook.run();
        }
    }

    private void look() {
        Map<Integer, String> seen = new HashMap<>();
        Map<Integer, PendingMonitor> descendants = descendants();
        for (int pid : states.look(descendants.keySet())) {
            String place = Wedge.stuckIn(pid, descendants.get(pid));
            if (!place.isEmpty() && place.equals(stuck.get(pid))) {
                end(pid);
            } else {
                seen.put(pid, place.isEmpty() ? stuck.getOrDefault(pid, "") : place);
            }
        }
        stuck = seen;
    }

    private Map<Integer, PendingMonitor> descendants() {
        Map<Integer, PendingMonitor> all = new HashMap<>(childrensChildren.get());
        reaper.get().children().forEach(child -> all.put(child.pid(), child.monitor()));
        return all;
    }

    private void end(int pid) {
        statistics.countWedgedAfterReady();
        Journal.record(Event.WEDGED, pid);
        Channel.line(pid, StandardStream.ERR, WORDS.get("wedged", Wedge.REASON));
        Child child = reaper.get().child(pid);
        if (child == null) {
            Libc.kill(pid, Signal.SIGKILL.number());
        } else {
            child.wedged(Wedge.REASON);
            reaper.get().signal(child, Signal.SIGKILL);
        }
    }
}
