package forkshell.inspect.timeline;

import forkshell.inspect.Look;
import forkshell.inspect.Tone;
import forkshell.inspect.Width;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws a timeline with characters: a line for each child, a column for a slice of time. */
final class TimelineText {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int NARROWEST_CHART = 20;
    private static final char REAPED = '×';
    private static final char SIGNAL = '▼';

    private final Timeline timeline;
    private final Look look;
    private final Words words;
    private final int labelWidth;
    private final int cells;

    TimelineText(Timeline timeline, Look look) {
        this.timeline = timeline;
        this.look = look;
        this.words = Words.in(look.language());
        this.labelWidth =
                timeline.lives().stream().mapToInt(life -> label(life).length()).max().orElse(0);
        int columns = look.columns() == 0 ? DEFAULT_COLUMNS : look.columns();
        this.cells =
                Math.max(NARROWEST_CHART, columns - Math.max(labelWidth, SIGCHLD.length()) - 3);
    }

    private static final String SIGCHLD = "SIGCHLD";

    List<String> lines() {
        if (timeline.lives().isEmpty()) {
            return List.of(words.of("empty"));
        }
        List<String> lines = new ArrayList<>();
        lines.add(look.paint(Tone.HEADING, words.summary(timeline)));
        lines.add(line("", axis()));
        timeline.lives().forEach(life -> lines.add(line(label(life), bar(life))));
        lines.add(line(SIGCHLD, look.paint(Tone.BAD, signals())));
        lines.add(legend());
        if (timeline.dropped() > 0) {
            lines.add(look.paint(Tone.QUIET, words.of("dropped", timeline.dropped())));
        }
        return lines;
    }

    private String line(String label, String chart) {
        return (Width.pad(label, Math.max(labelWidth, SIGCHLD.length())) + " ┃" + chart)
                .stripTrailing();
    }

    private static String label(Life life) {
        return (life.pid() + " " + life.peer()).strip();
    }

    private String axis() {
        char[] axis = blank();
        double tick = timeline.tick();
        for (double at = 0; at < timeline.seconds(timeline.to()); at += tick) {
            String text = "╵" + Timeline.tickText(at, tick);
            int cell = (int) (at / timeline.seconds(timeline.to()) * cells);
            text.getChars(0, Math.min(text.length(), cells - cell), axis, cell);
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
            return look.paint(Tone.QUIET, String.valueOf(REAPED));
        }
        Phase phase = phase(spans, begin, end);
        return phase == null ? " " : look.paint(phase.tone(), String.valueOf(phase.sign()));
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

    /** Each arrival; a number where several fall into one slice. */
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
            line.append(count == 0 ? ' ' : count == 1 ? SIGNAL : (char) ('0' + Math.min(count, 9)));
        }
        return line.toString();
    }

    private String legend() {
        return Stream.concat(
                        Stream.of(Phase.values())
                                .map(
                                        phase ->
                                                look.paint(
                                                                phase.tone(),
                                                                String.valueOf(phase.sign()))
                                                        + " "
                                                        + words.of(phase)),
                        Stream.of(REAPED + " " + words.of("reaped"), SIGNAL + " SIGCHLD"))
                .collect(Collectors.joining("  "));
    }
}
