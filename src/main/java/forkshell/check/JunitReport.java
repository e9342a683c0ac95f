package forkshell.check;

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
                        attribute(report.program()),
                        report.findings().size(),
                        report.count(Verdict.FAILED),
                        report.count(Verdict.NOT_APPLICABLE),
                        cases);
    }

    private static String testcase(Report report, Finding finding) {
        String begin =
                "  <testcase classname=\"%s\" name=\"%s\""
                        .formatted(attribute(report.program()), finding.of().id());
        return switch (finding.verdict()) {
            case PASSED -> begin + "/>";
            case FAILED ->
                    begin
                            + "><failure message=\"%s\">%s</failure></testcase>"
                                    .formatted(
                                            attribute(finding.found()),
                                            text(String.join("\n", finding.evidence())));
            default ->
                    begin
                            + "><skipped message=\"%s\"/></testcase>"
                                    .formatted(attribute(finding.found()));
        };
    }

    private static String attribute(String text) {
        return text(text).replace("\"", "&quot;");
    }

    /** XML has no control characters, not even escaped ones. */
    private static String text(String text) {
        return HtmlPage.escaped(text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?"));
    }
}
