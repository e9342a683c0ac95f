package forkshell.check;

import forkshell.display.Html;
import java.util.stream.Collectors;

/** A report as one page. */
public final class HtmlReport {
    private HtmlReport() {}

    public static String of(Report report) {
        FindingText text = new FindingText(report.lecture(), Texts.current());
        String findings =
                report.findings().stream()
                        .map(finding -> section(finding, text))
                        .collect(Collectors.joining("\n"));
        return HtmlPage.of("<h1>" + Html.escaped(report.program()) + "</h1>\n" + findings);
    }

    private static String section(Finding finding, FindingText text) {
        String verdict = finding.verdict().toString();
        String details =
                finding.verdict() == Verdict.PASSED
                        ? Html.escaped(finding.expected())
                        : details(finding, text);
        return "<h2 class=\"%s\">%s: %s</h2>\n<p>%s</p>%s%s"
                .formatted(
                        HtmlPage.style(verdict),
                        finding.of().id(),
                        verdict,
                        details,
                        evidence(finding),
                        finding.picture());
    }

    private static String details(Finding finding, FindingText text) {
        return Html.escaped(String.join("\n", text.sentences(finding))).replace("\n", "<br>\n");
    }

    private static String evidence(Finding finding) {
        return finding.evidence().isEmpty()
                ? ""
                : "\n<pre>" + Html.escaped(String.join("\n", finding.evidence())) + "</pre>";
    }
}
