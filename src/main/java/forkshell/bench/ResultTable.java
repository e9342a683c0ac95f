package forkshell.bench;

import java.util.Locale;

/** Results as text: a block for each measure, a line for each server. */
public final class ResultTable {
    private static final String LINE = "  %-14s %-10s %12s  \u00b1%3.0f %%  %s%n";

    private final Results results;

    public ResultTable(Results results) {
        this.results = results;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Measure measure : Measure.values()) {
            if (!results.subjects(measure).isEmpty()) {
                block(text, measure);
            }
        }
        return text.toString();
    }

    private void block(StringBuilder text, Measure measure) {
        String better = measure.moreIsBetter() ? "more" : "less";
        text.append(measure.title()).append(", ").append(measure.unit());
        text.append(" (").append(better).append(" is better)\n");
        for (MeasuredServer subject : results.subjects(measure)) {
            text.append(line(measure, subject));
        }
        text.append('\n');
    }

    private String line(Measure measure, MeasuredServer subject) {
        return String.format(
                Locale.ROOT,
                LINE,
                subject.design(),
                subject.language(),
                number(results.median(measure, subject)),
                100 * results.spread(measure, subject),
                ratio(results.ratioToC(measure, subject)));
    }

    /** Three digits are all that a measurement is worth. */
    static String number(double value) {
        int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static String ratio(double ratio) {
        return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.2f of C", ratio);
    }
}
