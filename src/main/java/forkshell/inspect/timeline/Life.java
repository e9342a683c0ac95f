package forkshell.inspect.timeline;

import forkshell.display.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The life of one child, or of a thread under observation. Moments are in nanoseconds of
 * CLOCK_MONOTONIC.
 *
 * @param parent who forked it; of a thread, the process that it belongs to
 * @param begin when fork(2) returned in it
 * @param served when it began to serve a client
 * @param peer that client's address, or an empty text
 * @param exchanges when it answered its client, in order
 * @param stops when it was stopped, each until it went on
 * @param end when it ended; empty while it lives. Of one that was killed from elsewhere: when that
 *     was seen, half a second later at most
 * @param reaped when its status was taken
 */
public record Life(
        int pid,
        int parent,
        boolean isThread,
        long begin,
        OptionalLong served,
        String peer,
        List<Long> exchanges,
        List<Span> stops,
        OptionalLong end,
        OptionalLong reaped) {

    /** Returns {@code 4711 127.0.0.1:50312}, {@code 4715 thread of 4711 127.0.0.1:50312}. */
    String label(Messages words) {
        String who = isThread ? words.get("thread", pid, parent) : Integer.toString(pid);
        return (who + " " + peer).strip();
    }

    /**
     * Returns what it did up to {@code now}, without gaps. Two exchanges no further apart than
     * {@code grain} nanoseconds count as one time of service.
     */
    List<Span> spans(long now, long grain) {
        List<Span> spans = new ArrayList<>();
        long alive = end.orElse(now);
        spans.add(new Span(Phase.FORKED, begin, served.orElse(alive)));
        served.ifPresent(from -> serve(from, alive, grain, spans));
        spans.addAll(stops);
        end.ifPresent(from -> spans.add(new Span(Phase.ZOMBIE, from, reaped.orElse(now))));
        return spans;
    }

    private void serve(long from, long to, long grain, List<Span> spans) {
        spans.add(new Span(Phase.IDLE, from, Math.max(from, to)));
        long first = Long.MIN_VALUE;
        long last = Long.MIN_VALUE;
        for (long exchange : exchanges) {
            if (first != Long.MIN_VALUE && exchange - last > grain) {
                spans.add(new Span(Phase.SERVING, first, last));
                first = exchange;
            }
            first = first == Long.MIN_VALUE ? exchange : first;
            last = exchange;
        }
        if (first != Long.MIN_VALUE) {
            spans.add(new Span(Phase.SERVING, first, last));
        }
    }
}
