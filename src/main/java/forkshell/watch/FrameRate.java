package forkshell.watch;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the frames of the last second. */
final class FrameRate {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Deque<Long> drawn = new ArrayDeque<>();

    /** One more was drawn, at a moment of {@link System#nanoTime}. */
    void drawn(long nanos) {
        drawn.add(nanos);
        while (nanos - drawn.peek() > SECOND_NANOS) {
            drawn.remove();
        }
    }

    int perSecond() {
        return drawn.size();
    }
}
