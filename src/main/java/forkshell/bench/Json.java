package forkshell.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results as JSON: an array of objects, one for each measure and server. */
public final class Json {
    private final Results results;

    public Json(Results results) {
        this.results = results;
    }

    @Override
    public String toString() {
        return List.of(Measure.values()).stream()
                .flatMap(m -> results.subjects(m).stream().map(subject -> object(m, subject)))
                .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
    }

    private String object(Measure measure, MeasuredServer subject) {
        double ratio = results.ratioToC(measure, subject);
        return String.format(
                Locale.ROOT,
                "{\"measure\": \"%s\", \"unit\": \"%s\", \"design\": \"%s\","
                        + " \"language\": \"%s\", \"median\": %.3f, \"ratioToC\": %s,"
                        + " \"values\": [%s]}",
                measure.title(),
                measure.unit(),
                subject.design(),
                subject.language(),
                results.median(measure, subject),
                Double.isNaN(ratio) ? "null" : String.format(Locale.ROOT, "%.4f", ratio),
                results.values(measure, subject).stream()
                        .map(value -> String.format(Locale.ROOT, "%.3f", value))
                        .collect(Collectors.joining(", ")));
    }
}
