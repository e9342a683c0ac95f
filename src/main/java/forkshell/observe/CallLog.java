package forkshell.observe;

import forkshell.strace.TraceLine;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that strace(1) said, for whoever asks. */
final class CallLog {
    private static final int KEPT = 20_000;

    private final Deque<TraceLine> lines = new ArrayDeque<>();

    synchronized void add(TraceLine line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.add(line);
    }

    synchronized List<TraceLine> lines() {
        return List.copyOf(lines);
    }
}
