package forkshell.inspect.timeline;

import forkshell.journal.Entry;
import forkshell.libc.Signal;
import forkshell.libc.WaitStatus;
import forkshell.proc.Stat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Collects what the journal says of one process. */
final class LifeBuilder {
    private static final Set<Signal> STOPPING = Set.of(Signal.SIGSTOP, Signal.SIGTSTP);

    private static final long TOLERANCE = 100;

    private final int pid;
    private final int parent;
    private final long begin;
    private final List<Long> exchanges = new ArrayList<>();
    private final List<Span> stops = new ArrayList<>();
    private final Map<Integer, Long> signals = new HashMap<>();
    private OptionalLong served = OptionalLong.empty();
    private OptionalLong stopped = OptionalLong.empty();
    private OptionalLong end = OptionalLong.empty();
    private OptionalLong reaped = OptionalLong.empty();
    private String peer = "";
    private long last;
    private boolean lost;

    LifeBuilder(int pid, int parent, long begin) {
        this.pid = pid;
        this.parent = parent;
        this.begin = begin;
        this.last = begin;
    }

    int pid() {
        return pid;
    }

    /** What the process noted of itself. */
    void did(Entry entry) {
        last = entry.nanos();
        switch (entry.event()) {
            case SERVE -> {
                served = OptionalLong.of(served.orElse(entry.nanos()));
                peer = entry.address().toString();
            }
            case EXCHANGE -> {
                served = OptionalLong.of(served.orElse(entry.nanos()));
                exchanges.add(entry.nanos());
            }
            case EXIT -> end = OptionalLong.of(entry.nanos());
            default -> {}
        }
    }

    void signalled(int signal, long time) {
        signals.put(signal, time);
        if (STOPPING.contains(new Signal(signal))) {
            stopped = OptionalLong.of(stopped.orElse(time));
        } else if (signal == Signal.SIGCONT.number()) {
            goOn(time);
        }
    }

    private void goOn(long time) {
        stopped.ifPresent(from -> stops.add(new Span(Phase.STOPPED, from, Math.max(from, time))));
        stopped = OptionalLong.empty();
    }

    /**
     * A signal that ended it came before the status was taken: when it was sent, or SIGCHLD told of
     * it.
     */
    void reaped(int status, long time, long sigchld) {
        reaped = OptionalLong.of(time);
        long told = sigchld > last ? sigchld : time;
        long sent =
                WaitStatus.WIFSIGNALED(status)
                        ? signals.getOrDefault(WaitStatus.WTERMSIG(status), told)
                        : told;
        end = OptionalLong.of(end.orElse(sent));
    }

    /** Its fork was made again: for everybody but the journal it has never been. */
    void lost() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /** Whether a process of this pid may be this one; a younger one got the number after it. */
    boolean isOlder(Stat stat, long now) {
        return stat.age().plusMillis(TOLERANCE).toNanos() >= now - begin;
    }

    /**
     * @param kernel the letter of proc(5), X for none: what the journal cannot know of a process
     *     that was killed
     */
    Life build(char kernel, long now) {
        if (end.isEmpty() && (kernel == 'Z' || kernel == 'X')) {
            end =
                    OptionalLong.of(
                            signals.values().stream().mapToLong(time -> time).max().orElse(last));
        }
        if (reaped.isEmpty() && kernel == 'X') {
            reaped = end;
        }
        if (end.isEmpty() && kernel == 'T' && stopped.isEmpty()) {
            stopped = OptionalLong.of(last);
        }
        goOn(end.orElse(now));
        return new Life(pid, parent, begin, served, peer, exchanges, stops, end, reaped);
    }
}
