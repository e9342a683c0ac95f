package forkshell.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Results as a picture: a panel of bars for each measure, with the range of the rounds. */
public final class SvgPlot {
    private static final int WIDTH = 760;
    private static final int LABEL = 200;
    private static final int BARS = 400;
    private static final int LINE = 22;
    private static final int HEADING = 40;

    private final Results results;
    private final StringBuilder svg = new StringBuilder();
    private int y;

    public SvgPlot(Results results) {
        this.results = results;
    }

    @Override
    public String toString() {
        svg.setLength(0);
        y = HEADING / 2;
        measured().forEach(this::panel);
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                        + " font-family=\"sans-serif\" font-size=\"13\">%n"
                        + "<title>Server designs in Java, C and Python, measured</title>%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n%s</svg>%n",
                WIDTH,
                y + LINE,
                svg);
    }

    private Stream<Measure> measured() {
        return Stream.of(Measure.values()).filter(m -> !results.subjects(m).isEmpty());
    }

    private void panel(Measure measure) {
        y += HEADING / 2;
        String better = measure.moreIsBetter() ? "more" : "less";
        String heading = measure.title() + ", " + measure.unit() + " (" + better + " is better)";
        text(10, "font-weight=\"bold\"", heading);
        List<MeasuredServer> subjects = results.subjects(measure);
        double greatest = subjects.stream().mapToDouble(s -> most(measure, s)).max().orElse(1);
        for (MeasuredServer subject : subjects) {
            y += LINE;
            bar(measure, subject, BARS / greatest);
        }
        y += LINE;
    }

    private double most(Measure measure, MeasuredServer subject) {
        return results.values(measure, subject).stream().mapToDouble(v -> v).max().orElse(0);
    }

    private void bar(Measure measure, MeasuredServer subject, double scale) {
        double median = results.median(measure, subject);
        List<Double> sorted = results.values(measure, subject).stream().sorted().toList();
        text(10, "", subject.toString());
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"/>%n"
                                + "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\""
                                + " stroke=\"black\"/>%n",
                        LABEL,
                        y - 11,
                        median * scale,
                        colour(subject),
                        LABEL + sorted.get(0) * scale,
                        LABEL + sorted.get(sorted.size() - 1) * scale,
                        y - 4,
                        y - 4));
        text(LABEL + BARS + 10, "", value(measure, subject, median));
    }

    private String value(Measure measure, MeasuredServer subject, double median) {
        double ratio = results.ratioToC(measure, subject);
        String ofC = Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, " (%.2f)", ratio);
        return ResultTable.number(median) + " " + measure.unit() + ofC;
    }

    /** Returns one of three colours that the colour-blind can tell apart. */
    private static String colour(MeasuredServer subject) {
        return switch (subject.language()) {
            case MeasuredServer.FORKSHELL -> "#0072b2";
            case MeasuredServer.C -> "#999999";
            default -> "#e69f00";
        };
    }

    private void text(int x, String attributes, String words) {
        svg.append(
                String.format("<text x=\"%d\" y=\"%d\" %s>%s</text>%n", x, y, attributes, words));
    }
}
