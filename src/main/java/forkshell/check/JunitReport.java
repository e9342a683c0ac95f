package forkshell.check;

import forkshell.display.Html;
import java.util.stream.Collectors;

/** A report in the XML of JUnit, which servers of continuous integration read. */
public final class JunitReport {
    private JunitReport() {}

    public static String of(Report report) {
        String cases =
                report.findings().stream()
                        .map(finding -> testcase(report, finding))
                        .collect(Collectors.joining("\n"));
        return """
               <?xml version="1.0" encoding="UTF-8"?>
               <testsuite name="%s" tests="%d" failures="%d" skipped="%d">
               %s
               </testsuite>
               """
                .formatted(
                        Html.attribute(report.program()),
                        report.findings().size(),
                        report.count(Verdict.FAILED),
                        report.count(Verdict.NOT_APPLICABLE),
                        cases);
    }

    private static String testcase(Report report, Finding finding) {
        String begin =
                "  <testcase classname=\"%s\" name=\"%s\""
                        .formatted(Html.attribute(report.program()), finding.of().id());
        return switch (finding.verdict()) {
            case PASSED -> begin + "/>";
            case FAILED ->
                    begin
                            + "><failure message=\"%s\">%s</failure></testcase>"
                                    .formatted(
                                            Html.attribute(finding.found()),
                                            Html.escaped(String.join("\n", finding.evidence())));
            default ->
                    begin
                            + "><skipped message=\"%s\"/></testcase>"
                                    .formatted(Html.attribute(finding.found()));
        };
    }
}
