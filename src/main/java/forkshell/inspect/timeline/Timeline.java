package forkshell.inspect.timeline;

import forkshell.display.Messages;
import forkshell.display.Rich;
import forkshell.inspect.Descent;
import forkshell.inspect.RenderOptions;
import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.journal.Gaps;
import forkshell.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The lives of a session's children side by side, from the first to now: a picture of the moment
 * when it was made. Prints as text as wide as the terminal; {@link #svg()} draws it.
 *
 * @param root the process whose children these are
 * @param origin when the first child began, in nanoseconds of CLOCK_MONOTONIC: second 0
 * @param from the left edge, and {@code to} the right one
 * @param signals when SIGCHLD was delivered
 * @param gaps what the journal does not show
 */
public record Timeline(
        int root, long origin, long from, long to, List<Life> lives, List<Long> signals, Gaps gaps)
        implements Rich {
    private static final long SHORTEST_NANOS = 1_000_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    /**
     * Returns the timeline of a session; without a journal, or before the first fork, it has no
     * lives.
     */
    public static Timeline of(int root) {
        return of(root, JournalReader.ownerOf(root));
    }

    /** Returns the timeline of a process from the journal of process {@code owner}. */
    public static Timeline of(int root, int owner) {
        return JournalReader.of(owner)
                .map(journal -> of(root, entries(journal, root, owner), journal.gaps()))
                .orElseGet(() -> of(root, List.of(), Gaps.EVERYTHING));
    }

    private static List<Entry> entries(JournalReader journal, int root, int owner) {
        return root == owner ? journal.entries() : Descent.of(root, journal.entries());
    }

    private static Timeline of(int root, List<Entry> entries, Gaps gaps) {
        return of(root, entries, System.nanoTime(), gaps);
    }

    static Timeline of(int root, List<Entry> entries, long now, Gaps gaps) {
        List<Life> lives =
                Lives.of(entries, now).stream().filter(life -> isShown(life, root)).toList();
        long from = lives.stream().mapToLong(Life::begin).min().orElse(now);
        List<Long> signals =
                entries.stream()
                        .filter(entry -> entry.event() == Event.SIGCHLD)
                        .map(Entry::nanos)
                        .toList();
        long origin = Math.min(from, now - SHORTEST_NANOS);
        return new Timeline(root, origin, origin, now, lives, signals, gaps).fitted();
    }

    /** The root itself, and a thread, only when it serves somebody. */
    private static boolean isShown(Life life, int root) {
        return !life.peer().isEmpty() || life.pid() != root && !life.isThread();
    }

    /** Without the empty time after everything ended. */
    private Timeline fitted() {
        boolean over = lives.stream().allMatch(life -> life.reaped().isPresent());
        long last = lives.stream().mapToLong(life -> life.reaped().orElse(to)).max().orElse(to);
        long end =
                over
                        ? Math.min(to, Math.max(last + (last - from) / 20, from + SHORTEST_NANOS))
                        : to;
        return new Timeline(root, origin, from, end, lives, signals, gaps);
    }

    /**
     * Returns the part from second {@code first} to second {@code last}, as the axis counts them.
     */
    public Timeline between(double first, double last) {
        long begin = origin + (long) (first * NANOS_PER_SECOND);
        long end = Math.max(begin + SHORTEST_NANOS, origin + (long) (last * NANOS_PER_SECOND));
        List<Life> seen =
                lives.stream()
                        .filter(life -> life.begin() < end && life.reaped().orElse(to) >= begin)
                        .toList();
        return new Timeline(root, origin, begin, end, seen, signals, gaps);
    }

    /** Returns the last {@code seconds} seconds. */
    public Timeline last(double seconds) {
        return between(Math.max(0, seconds(to) - seconds), seconds(to));
    }

    /** Returns the children: neither the root itself nor threads. */
    private Stream<Life> children() {
        return lives.stream().filter(life -> life.pid() != root && !life.isThread());
    }

    /** Counts the children that have ended. */
    public long exits() {
        return children().filter(life -> life.end().isPresent()).count();
    }

    /** Counts the children that were reaped. */
    public long reaped() {
        return children().filter(life -> life.reaped().isPresent()).count();
    }

    static Messages words(Locale language) {
        return Messages.of(Timeline.class, language);
    }

    /**
     * Returns {@code 5 forked, 5 ended, 1 SIGCHLD delivered, 5 reaped}; or why there is nothing.
     */
    String summary(Messages words) {
        if (gaps.everything()) {
            return words.get("unnoted", root);
        }
        if (lives.isEmpty()) {
            return words.get("empty");
        }
        return words.get("summary", children().count(), exits(), signals.size(), reaped());
    }

    @Override
    public String toString() {
        return "\n" + text(RenderOptions.fromEnvironment());
    }

    public String text(RenderOptions options) {
        return String.join("\n", new TimelineText(this, options).lines());
    }

    /**
     * Returns a picture in the default language, accessible: with a title, a description, texts and
     * patterns.
     */
    @Override
    public String svg() {
        return svg(Locale.getDefault());
    }

    public String svg(Locale language) {
        return new TimelineSvg(this, language).draw();
    }

    /** Writes the picture into {@code file}, which it replaces. */
    public void svg(Path file) {
        try {
            Files.writeString(file, svg());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + file + ", its directory must exist and let you write: " + e,
                    e);
        }
    }

    /** Returns the seconds from the first child's beginning to a moment of CLOCK_MONOTONIC. */
    public double seconds(long time) {
        return (time - origin) / (double) NANOS_PER_SECOND;
    }

    /** Returns the marks of the axis, in seconds. */
    double[] marks() {
        double tick = tick();
        long first = (long) Math.ceil(seconds(from) / tick);
        return LongStream.rangeClosed(first, (long) Math.floor(seconds(to) / tick))
                .mapToDouble(mark -> mark * tick)
                .toArray();
    }

    /**
     * Returns the distance between two marks of the axis, in seconds: 1, 2 or 5 times a power of
     * ten, at most ten of them.
     */
    double tick() {
        double all = seconds(to) - seconds(from);
        double tick = Math.pow(10, Math.floor(Math.log10(all / 10)));
        return all / tick <= 10
                ? tick
                : all / tick <= 20 ? 2 * tick : all / tick <= 50 ? 5 * tick : 10 * tick;
    }

    /** Returns {@code 11.2s}, {@code 350ms}, {@code 40µs}. */
    static String tickText(double seconds, double tick) {
        if (tick >= 1 || seconds >= 1) {
            return String.format(Locale.ROOT, "%.6f", seconds).replaceFirst("\\.?0+$", "") + "s";
        }
        return tick >= 0.001
                ? Math.round(seconds * 1000) + "ms"
                : Math.round(seconds * 1_000_000) + "µs";
    }
}
