package forkshell.inspect.timeline;

import forkshell.display.Rich;
import forkshell.inspect.Look;
import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The lives of a session's children side by side, from the first to now: a picture of the moment
 * when it was made. Prints as text as wide as the terminal; {@link #svg()} draws it.
 *
 * @param root the process whose children these are
 * @param from the left edge, in nanoseconds of CLOCK_MONOTONIC, and {@code to} the right one
 * @param signals when SIGCHLD was delivered
 * @param dropped how many events the journal had to drop
 */
public record Timeline(
        int root, long from, long to, List<Life> lives, List<Long> signals, long dropped)
        implements Rich {
    private static final long SHORTEST = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    /** The timeline of a session; without a journal, or before the first fork, it has no lives. */
    public static Timeline of(int root) {
        return JournalReader.of(root)
                .map(journal -> of(root, journal.entries(), System.nanoTime(), journal.dropped()))
                .orElseGet(() -> of(root, List.of(), System.nanoTime(), 0));
    }

    static Timeline of(int root, List<Entry> entries, long now, long dropped) {
        List<Life> lives = Lives.of(entries, now);
        long from = lives.stream().mapToLong(Life::begin).min().orElse(now);
        List<Long> signals =
                entries.stream()
                        .filter(entry -> entry.event() == Event.SIGCHLD)
                        .map(Entry::nanos)
                        .toList();
        return new Timeline(root, Math.min(from, now - SHORTEST), now, lives, signals, dropped)
                .fitted();
    }

    /** Without the empty time after everything ended. */
    private Timeline fitted() {
        boolean over = lives.stream().allMatch(life -> life.reaped().isPresent());
        long last = lives.stream().mapToLong(life -> life.reaped().orElse(to)).max().orElse(to);
        long end = over ? Math.min(to, Math.max(last + (last - from) / 20, from + SHORTEST)) : to;
        return new Timeline(root, from, end, lives, signals, dropped);
    }

    /** The part from {@code first} to {@code last}, in seconds after the left edge. */
    public Timeline between(double first, double last) {
        long begin = from + (long) (first * SECOND);
        long end = Math.max(begin + SHORTEST, from + (long) (last * SECOND));
        List<Life> seen =
                lives.stream()
                        .filter(life -> life.begin() < end && life.reaped().orElse(to) >= begin)
                        .toList();
        return new Timeline(root, begin, end, seen, signals, dropped);
    }

    /** The last {@code seconds} seconds. */
    public Timeline last(double seconds) {
        double all = (to - from) / (double) SECOND;
        return between(Math.max(0, all - seconds), all);
    }

    /** Children that have ended. */
    public long exits() {
        return lives.stream().filter(life -> life.end().isPresent()).count();
    }

    /** Children whose status was taken. */
    public long reaped() {
        return lives.stream().filter(life -> life.reaped().isPresent()).count();
    }

    @Override
    public String toString() {
        return "\n" + text(Look.fromEnvironment());
    }

    public String text(Look look) {
        return String.join("\n", new TimelineText(this, look).lines());
    }

    /**
     * A picture in the default language, made accessible: with a title, a description, texts and
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
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    double seconds(long time) {
        return (time - from) / (double) SECOND;
    }

    /**
     * The distance between two marks of the axis, in seconds: 1, 2 or 5 times a power of ten, at
     * most ten of them.
     */
    double tick() {
        double all = seconds(to);
        double tick = Math.pow(10, Math.floor(Math.log10(all / 10)));
        return all / tick <= 10
                ? tick
                : all / tick <= 20 ? 2 * tick : all / tick <= 50 ? 5 * tick : 10 * tick;
    }

    static String tickText(double seconds, double tick) {
        return tick >= 1
                ? Math.round(seconds) + "s"
                : tick >= 0.001
                        ? Math.round(seconds * 1000) + "ms"
                        : Math.round(seconds * 1_000_000) + "µs";
    }
}
