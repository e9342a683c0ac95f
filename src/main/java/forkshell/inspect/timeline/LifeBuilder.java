package forkshell.inspect.timeline;

import forkshell.journal.Entry;
import forkshell.libc.Signal;
import forkshell.libc.WaitStatus;
import forkshell.proc.Fact;
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

    private static final long TOLERANCE_MILLIS = 100;

    private final int pid;
    private final int parent;
    private final boolean thread;
    private final long begin;
    private final List<Long> exchanges = new ArrayList<>();
    private final List<Span> stops = new ArrayList<>();
    private final Map<Integer, Long> signals = new HashMap<>();
    private OptionalLong served = OptionalLong.empty();
    private OptionalLong stopped = OptionalLong.empty();
    private OptionalLong seenEnded = OptionalLong.empty();
    private OptionalLong end = OptionalLong.empty();
    private OptionalLong reaped = OptionalLong.empty();
    private String peer = "";
    private long last;
    private boolean lost;

    LifeBuilder(int pid, int parent, boolean thread, long begin) {
        this.pid = pid;
        this.parent = parent;
        this.thread = thread;
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
            stop(time);
        } else if (signal == Signal.SIGCONT.number()) {
            goOn(time);
        }
    }

    /** What the watch of its parent found, by the letter of proc(5). */
    void seen(char state, long time) {
        switch (state) {
            case 'T' -> stop(time);
            case 'Z' -> seenEnded = OptionalLong.of(seenEnded.orElse(time));
            default -> goOn(time);
        }
    }

    private void stop(long time) {
        stopped = OptionalLong.of(stopped.orElse(time));
    }

    /** Now the signals that were sent meanwhile arrive; SIGKILL did at once. */
    private void goOn(long time) {
        stopped.ifPresent(
                from -> {
                    stops.add(new Span(Phase.STOPPED, from, Math.max(from, time)));
                    signals.replaceAll(
                            (signal, sent) ->
                                    sent > from && signal != Signal.SIGKILL.number() ? time : sent);
                });
        stopped = OptionalLong.empty();
    }

    void reaped(int status, long time, long sigchld) {
        reaped = OptionalLong.of(time);
        end(status, sigchld > last ? sigchld : time);
    }

    /**
     * A signal that ended it came before anybody knew: when it was sent, or the end was seen, or
     * {@code told} at the latest.
     */
    private void end(int status, long told) {
        long known = Math.min(told, seenEnded.orElse(told));
        long sent =
                WaitStatus.WIFSIGNALED(status)
                        ? signals.getOrDefault(WaitStatus.WTERMSIG(status), known)
                        : known;
        end = OptionalLong.of(end.orElse(sent));
    }

    /** Its fork was made again: for everybody but the journal it has never been. */
    void lost() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /**
     * Returns whether a process of this pid may be this one; a younger one got the number after it.
     */
    boolean isOlder(Stat stat, long now) {
        return stat.age().plusMillis(TOLERANCE_MILLIS).toNanos() >= now - begin;
    }

    /**
     * @param kernel the process, none when it is gone: what the journal cannot know of one that was
     *     stopped or killed a moment ago, or whose status was thrown away
     */
    Life build(Fact<Stat> kernel, long now) {
        char state = kernel.map(Stat::code).orElse('X');
        if (state == 'Z') {
            end(kernel.value().waitStatus(), now);
        } else if (state == 'X') {
            long latest = signals.values().stream().mapToLong(time -> time).max().orElse(last);
            end = OptionalLong.of(end.orElse(seenEnded.orElse(latest)));
            reaped = OptionalLong.of(reaped.orElse(end.getAsLong()));
        } else if (state == 'T') {
            stop(now);
        }
        goOn(end.orElse(now));
        return new Life(pid, parent, thread, begin, served, peer, exchanges, stops, end, reaped);
    }
}
