package forkshell.inspect.timeline;

import forkshell.display.Messages;
import forkshell.inspect.RenderOptions;
import forkshell.inspect.Tone;
import forkshell.inspect.Width;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Draws a timeline with characters: a line for each child, a column for a slice of time. */
final class TimelineText {
    private static final int DEFAULT_COLUMNS = 80;
    private static final String COLOUR = "\u001b\\[[0-9;]*m";
    private static final String SIGCHLD = "SIGCHLD";
    private static final char REAPED = '×';
    private static final char SIGNAL = '▼';

    private final Timeline timeline;
    private final RenderOptions options;
    private final Messages words;
    private final int columns;
    private final int labelWidth;
    private final int cells;

    TimelineText(Timeline timeline, RenderOptions options) {
        this.timeline = timeline;
        this.options = options;
        this.words = Timeline.words(options.language());
        this.columns = options.columns() == 0 ? DEFAULT_COLUMNS : options.columns();
        int longest =
                timeline.lives().stream()
                        .mapToInt(life -> life.label(words).length())
                        .max()
                        .orElse(0);
        this.labelWidth = Math.max(SIGCHLD.length(), Math.min(longest, columns / 2));
        this.cells = Math.max(1, columns - labelWidth - 3);
    }

    List<String> lines() {
        if (timeline.lives().isEmpty()) {
            return List.of(timeline.summary(words));
        }
        List<String> lines = new ArrayList<>();
        wrapped(Stream.of(timeline.summary(words).split("(?<=[,、] ?)(?! )")))
                .forEach(line -> lines.add(options.paint(Tone.HEADING, line)));
        lines.add(line("", axis()));
        timeline.lives().forEach(life -> lines.add(line(life.label(words), bar(life))));
        lines.add(line(SIGCHLD, options.paint(Tone.BAD, signals())));
        lines.addAll(wrapped(legend()));
        addCount(lines, "dropped", timeline.gaps().dropped());
        addCount(lines, "damaged", timeline.gaps().damaged());
        return lines;
    }

    private void addCount(List<String> lines, String key, long count) {
        if (count > 0) {
            lines.add(options.paint(Tone.QUIET, words.get(key, count)));
        }
    }

    private String line(String label, String chart) {
        return (Width.pad(Width.cut(label, labelWidth), labelWidth) + " ┃" + chart).stripTrailing();
    }

    private String axis() {
        char[] axis = blank();
        double tick = timeline.tick();
        double begin = timeline.seconds(timeline.from());
        double all = timeline.seconds(timeline.to()) - begin;
        for (double at : timeline.marks()) {
            String text = "╵" + Timeline.tickText(at, tick);
            int cell = (int) ((at - begin) / all * cells);
            text.getChars(0, Math.max(0, Math.min(text.length(), cells - cell)), axis, cell);
        }
        return new String(axis);
    }

    private char[] blank() {
        char[] line = new char[cells];
        Arrays.fill(line, ' ');
        return line;
    }

    private long start(int cell) {
        return timeline.from() + (timeline.to() + 1 - timeline.from()) * cell / cells;
    }

    private String bar(Life life) {
        List<Span> spans = life.spans(timeline.to(), (timeline.to() - timeline.from()) / cells);
        StringBuilder bar = new StringBuilder();
        for (int cell = 0; cell < cells; cell++) {
            bar.append(sign(life, spans, start(cell), start(cell + 1)));
        }
        return bar.toString();
    }

    private String sign(Life life, List<Span> spans, long begin, long end) {
        if (life.reaped().isPresent()
                && begin <= life.reaped().getAsLong()
                && life.reaped().getAsLong() < end) {
            return options.paint(Tone.QUIET, String.valueOf(REAPED));
        }
        Phase phase = phase(spans, begin, end);
        return phase == null ? " " : options.paint(phase.tone(), String.valueOf(phase.sign()));
    }

    /**
     * Of the phases in a slice the latest in the order of {@link Phase} that matter: service shows
     * however short.
     */
    private static Phase phase(List<Span> spans, long begin, long end) {
        Phase phase = null;
        for (Span span : spans) {
            boolean shows =
                    span.phase() == Phase.SERVING
                            ? span.touches(begin, end)
                            : span.overlap(begin, end) * 2 >= end - begin
                                    || phase == null && span.touches(begin, end);
            phase = shows ? span.phase() : phase;
        }
        return phase;
    }

    /** Each arrival; where several fall into one slice their number, or + for more than nine. */
    private String signals() {
        int[] counts = new int[cells];
        for (long time : timeline.signals()) {
            if (timeline.from() <= time && time < timeline.to()) {
                counts[
                        (int)
                                ((time - timeline.from())
                                        * cells
                                        / (timeline.to() - timeline.from()))]++;
            }
        }
        StringBuilder line = new StringBuilder();
        for (int count : counts) {
            line.append(sign(count));
        }
        return line.toString();
    }

    private static char sign(int count) {
        return count > 9 ? '+' : count > 1 ? (char) ('0' + count) : count == 1 ? SIGNAL : ' ';
    }

    private Stream<String> legend() {
        return Stream.concat(
                Stream.of(Phase.values())
                        .map(
                                phase ->
                                        options.paint(phase.tone(), String.valueOf(phase.sign()))
                                                + " "
                                                + words.get(phase.id())
                                                + "  "),
                Stream.of(REAPED + " " + words.get("reaped") + "  ", SIGNAL + " SIGCHLD"));
    }

    /** As many pieces in a line as fit. */
    private List<String> wrapped(Stream<String> pieces) {
        List<String> lines = new ArrayList<>();
        pieces.forEach(
                piece -> {
                    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
                    boolean fits = width((last + piece).stripTrailing()) <= columns;
                    if (fits && !lines.isEmpty()) {
                        lines.set(lines.size() - 1, last + piece);
                    } else {
                        lines.add(piece);
                    }
                });
        lines.replaceAll(String::stripTrailing);
        return lines;
    }

    private static int width(String text) {
        return Width.of(text.replaceAll(COLOUR, ""));
    }
}
