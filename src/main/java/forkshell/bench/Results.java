package forkshell.bench;

import forkshell.display.Rich;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was measured: for each measure and server one value a round, of reaping three. Prints as a
 * table.
 */
public final class Results implements Rich {
    private record Key(Measure measure, MeasuredServer subject) {}

    private final Map<Key, List<Double>> values = new LinkedHashMap<>();

    void add(Measure measure, MeasuredServer subject, double value) {
        values.computeIfAbsent(new Key(measure, subject), key -> new ArrayList<>()).add(value);
    }

    /**
     * Returns the servers that have a value for {@code measure}, in the order in which they were
     * measured.
     */
    public List<MeasuredServer> subjects(Measure measure) {
        Set<MeasuredServer> subjects = new LinkedHashSet<>();
        values.keySet().stream()
                .filter(key -> key.measure == measure)
                .forEach(key -> subjects.add(key.subject));
        return List.copyOf(subjects);
    }

    /** Returns the results of these measures alone, for a table or a picture of them. */
    public Results only(Measure... measures) {
        Results some = new Results();
        some.values.putAll(values);
        some.values.keySet().removeIf(key -> !List.of(measures).contains(key.measure));
        return some;
    }

    /** Returns all values, in the order of the rounds. */
    public List<Double> values(Measure measure, MeasuredServer subject) {
        return List.copyOf(values.getOrDefault(new Key(measure, subject), List.of()));
    }

    public double median(Measure measure, MeasuredServer subject) {
        List<Double> sorted = values(measure, subject).stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    /**
     * Returns half the distance between the least and the greatest value, as a part of the median.
     */
    public double spread(Measure measure, MeasuredServer subject) {
        List<Double> sorted = values(measure, subject).stream().sorted().toList();
        double range = sorted.get(sorted.size() - 1) - sorted.get(0);
        return range == 0 ? 0 : range / 2 / median(measure, subject);
    }

    /** Returns the median divided by that of the same design in C; NaN where C has none, or 0. */
    public double ratioToC(Measure measure, MeasuredServer subject) {
        MeasuredServer c = new MeasuredServer(MeasuredServer.C, subject.design());
        return values(measure, c).isEmpty() || median(measure, c) == 0
                ? Double.NaN
                : median(measure, subject) / median(measure, c);
    }

    @Override
    public String svg() {
        return new SvgPlot(this).toString();
    }

    @Override
    public String toString() {
        return new ResultTable(this).toString();
    }
}
