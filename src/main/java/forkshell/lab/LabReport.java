package forkshell.lab;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import forkshell.display.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a learner hands in: each step that was begun, how it was passed, and the code typed.
 *
 * @param steps in teaching order
 */
public record LabReport(List<Entry> steps) {
    private static final String SCRIPT = "<script type=\"application/json\">";
    private static final Pattern EMBEDDED =
            Pattern.compile(SCRIPT + "\n(.*)\n</script>", Pattern.DOTALL);
    private static final int LONGEST = 4 * 1024 * 1024;

    /**
     * One step.
     *
     * @param mark {@code PASSED}, {@code SKIPPED} or {@code OPEN}
     * @param shown whether the solution was shown before it was passed
     * @param late whether the guess came after something had been typed
     */
    public record Entry(
            String lab,
            String step,
            String mark,
            int hints,
            boolean shown,
            boolean late,
            int minutes,
            String code) {
        /** Returns {@code passed, 2 hints, solution shown, late guess, 7 min}. */
        String how() {
            return mark.toLowerCase(Locale.ROOT)
                    + (hints > 0 ? ", " + hints + " hints" : "")
                    + (shown ? ", solution shown" : "")
                    + (late ? ", late guess" : "")
                    + ", "
                    + minutes
                    + " min";
        }
    }

    /**
     * Returns what the user of this process has done in the labs that come with forkshell.
     *
     * @throws IOException when the progress file cannot be read; its message names the file
     */
    public static LabReport ofThisUser() throws IOException {
        Progress progress = new Progress(Progress.defaultFile(System.getenv()));
        if (progress.isUnreadable()) {
            throw new IOException(progress.file() + ": cannot be read, or is no regular file.");
        }
        return of(Labs.builtIn(), progress);
    }

    /** Returns what {@code progress} knows of {@code labs}. */
    public static LabReport of(Labs labs, Progress progress) throws IOException {
        List<Entry> steps = new ArrayList<>();
        for (Lab lab : labs.all()) {
            for (Step step : lab.steps()) {
                StepRecord record = progress.of(lab, step);
                if (!record.equals(StepRecord.NEW)) {
                    steps.add(entry(lab, step, record, progress.answer(lab, step)));
                }
            }
        }
        return new LabReport(List.copyOf(steps));
    }

    private static Entry entry(Lab lab, Step step, StepRecord record, String code) {
        return new Entry(
                lab.name(),
                step.id(),
                record.mark().name(),
                record.hints(),
                record.shown(),
                record.late(),
                record.minutes(),
                code);
    }

    /** JSON, which {@link #read} reads. */
    public String json() {
        return new GsonBuilder().setPrettyPrinting().create().toJson(this);
    }

    /** Returns a page in HTML, which {@link #read} reads as well. */
    public String html() {
        StringBuilder rows = new StringBuilder();
        for (Entry each : steps) {
            rows.append("<tr><td>").append(Html.escaped(each.lab() + " " + each.step()));
            rows.append("</td><td>").append(Html.escaped(each.how()));
            rows.append("</td><td><pre>")
                    .append(Html.escaped(each.code()))
                    .append("</pre></td></tr>\n");
        }
        return """
               <!DOCTYPE html>
               <html><head><meta charset="utf-8"><title>forkshell labs</title></head><body>
               <h1>forkshell labs</h1>
               <table border="1">
               <tr><th>step</th><th>how</th><th>code</th></tr>
               %s</table>
               %s
               %s
               </script>
               </body></html>"""
                .formatted(rows, SCRIPT, json());
    }

    /**
     * Returns the report in a file, JSON or HTML.
     *
     * @return empty when the file is no report
     */
    public static Optional<LabReport> read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        Matcher embedded = EMBEDDED.matcher(text);
        try {
            String json = embedded.find() ? embedded.group(1) : text;
            LabReport report = new GsonBuilder().create().fromJson(json, LabReport.class);
            return Optional.ofNullable(report).filter(LabReport::isWhole);
        } catch (JsonSyntaxException | IllegalStateException none) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        return steps != null
                && steps.stream()
                        .allMatch(
                                each ->
                                        each != null
                                                && each.lab() != null
                                                && each.step() != null
                                                && each.mark() != null
                                                && each.code() != null);
    }
}
