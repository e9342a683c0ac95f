package forkshell.inspect.timeline;

import forkshell.display.Html;
import forkshell.display.Messages;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Draws a timeline as a picture that needs no colours: each phase has a pattern of its own, each
 * bar a text of its own for whoever listens instead of looking.
 */
final class TimelineSvg {
    private static final int WIDTH = 960;
    private static final int LABEL = 190;
    private static final int TOP = 74;
    private static final int ROW = 24;
    private static final int BAR = 16;
    private static final int FOOT = 64;
    private static final int GRAINS = 400;

    private final Timeline timeline;
    private final Messages words;
    private final StringBuilder out = new StringBuilder();

    TimelineSvg(Timeline timeline, Locale language) {
        this.timeline = timeline;
        this.words = Timeline.words(language);
    }

    String draw() {
        head();
        axis();
        for (int row = 0; row < timeline.lives().size(); row++) {
            life(timeline.lives().get(row), TOP + row * ROW);
        }
        timeline.signals().stream()
                .filter(time -> timeline.from() <= time && time <= timeline.to())
                .forEach(this::signal);
        legend();
        return out.append("</svg>\n").toString();
    }

    private int height() {
        return bottom() + FOOT;
    }

    private int bottom() {
        return TOP + timeline.lives().size() * ROW + ROW;
    }

    private void head() {
        String title = words.get("title", timeline.root());
        String summary = timeline.summary(words);
        add(
                "<svg xmlns='http://www.w3.org/2000/svg' role='img' aria-labelledby='title desc' font-family='sans-serif'"
                        + " font-size='12' viewBox='0 0 %d %d' width='%d' height='%d'>",
                WIDTH, height(), WIDTH, height());
        add("<title id='title'>%s</title>", title);
        add("<desc id='desc'>%s</desc>", summary);
        SvgPatterns.addTo(out);
        add("<rect width='%d' height='%d' fill='#ffffff'/>", WIDTH, height());
        add("<text x='12' y='24' font-size='16' font-weight='bold'>%s</text>", title);
        add("<text x='12' y='44'>%s</text>", summary);
    }

    private void axis() {
        double tick = timeline.tick();
        for (double at : timeline.marks()) {
            double x = x(timeline.origin() + (long) (at * 1e9));
            add(
                    "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='#d0d7de'/>",
                    x, x, TOP - 6, bottom());
            add(
                    "<text x='%.1f' y='%d' text-anchor='middle' fill='#57606a'>%s</text>",
                    x, TOP - 10, Timeline.tickText(at, tick));
        }
    }

    private double x(long time) {
        double share = (time - timeline.from()) / (double) (timeline.to() - timeline.from());
        return LABEL + Math.max(0, Math.min(1, share)) * (WIDTH - LABEL - 24);
    }

    private void life(Life life, int y) {
        String label =
                life.peer().isEmpty()
                        ? words.get("child", life.pid())
                        : words.get("serves", life.pid(), life.peer());
        add("<g><title>%s</title>", label);
        add("<text x='12' y='%d'>%s</text>", y + 13, life.label(words));
        life.spans(timeline.to(), (timeline.to() - timeline.from()) / GRAINS)
                .forEach(span -> bar(span, y));
        life.reaped()
                .ifPresent(
                        time ->
                                add(
                                        "<text x='%.1f' y='%d' text-anchor='middle' font-weight='bold'>×<title>%s</title></text>",
                                        x(time), y + 13, words.get("reaped")));
        add("</g>");
    }

    private void bar(Span span, int y) {
        double x = x(span.from());
        double width = Math.max(span.phase() == Phase.SERVING ? 2 : 0, x(span.to()) - x);
        if (width > 0) {
            add(
                    "<rect x='%.1f' y='%d' width='%.1f' height='%d' fill='url(#%s)' stroke='%s' stroke-width='0.5'>"
                            + "<title>%s</title></rect>",
                    x,
                    y,
                    width,
                    BAR,
                    span.phase().id(),
                    span.phase().colour(),
                    words.get(
                            "span",
                            words.get(span.phase().id()),
                            seconds(span.from()),
                            seconds(span.to())));
        }
    }

    private String seconds(long time) {
        return String.format(Locale.ROOT, "%.3f", timeline.seconds(time));
    }

    private void signal(long time) {
        double x = x(time);
        int y = bottom() - 4;
        add("<g><title>%s</title>", words.get("sigchld", seconds(time)));
        add(
                "<line x1='%.1f' x2='%.1f' y1='%d' y2='%d' stroke='#b71c1c' stroke-dasharray='2 3'/>",
                x, x, TOP, y - 10);
        add("<path d='M%.1f %d l-5 -10 h10 z' fill='#b71c1c'/></g>", x, y);
    }

    private void legend() {
        int y = bottom() + 30;
        add(
                "<text x='12' y='%d' fill='#b71c1c'>▼ SIGCHLD: %d</text>",
                bottom() - 6, timeline.signals().size());
        int x = LABEL;
        for (Phase phase : Phase.values()) {
            add(
                    "<rect x='%d' y='%d' width='28' height='%d' fill='url(#%s)' stroke='%s'/>",
                    x, y - 12, BAR, phase.id(), phase.colour());
            add("<text x='%d' y='%d'>%s</text>", x + 34, y + 1, words.get(phase.id()));
            x += 120;
        }
        add("<text x='%d' y='%d'>× %s</text>", x, y + 1, words.get("reaped"));
    }

    /** Formats a line of the picture; a text's special characters are escaped. */
    private void add(String format, Object... values) {
        Object[] escaped = Stream.of(values).map(TimelineSvg::escape).toArray();
        out.append(String.format(Locale.ROOT, format.replace('\'', '"'), escaped)).append('\n');
    }

    private static Object escape(Object value) {
        return value instanceof String text ? Html.attribute(text) : value;
    }
}
