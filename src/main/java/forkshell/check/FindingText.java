package forkshell.check;

import forkshell.display.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A finding to read: a line, and below a failed case what was found and why. */
record FindingText(Lecture lecture, Messages messages) {
    private static final String INDENT = "        ";

    List<String> lines(Finding finding) {
        List<String> lines = new ArrayList<>();
        String id = finding.of().id();
        boolean reason = finding.verdict() == Verdict.NOT_APPLICABLE;
        lines.add(row(finding, reason ? id + ": " + finding.found() : id));
        if (finding.verdict() == Verdict.FAILED) {
            sentences(finding).forEach(line -> lines.add(INDENT + line));
        }
        finding.evidence().forEach(line -> lines.add(INDENT + "| " + line));
        return lines;
    }

    private static String row(Finding finding, String text) {
        return String.format("%-6s  %s", finding.verdict(), text);
    }

    /**
     * Returns what was expected and found, why, and where it is taught; each with its name before
     * it.
     */
    List<String> sentences(Finding finding) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("text.expected", finding.expected());
        texts.put("text.found", finding.found());
        texts.put("text.cause", finding.cause());
        texts.put("text.lecture", finding.of().line(lecture));
        texts.put("text.lab", finding.of().lab());
        return texts.entrySet().stream()
                .filter(text -> text.getValue() != null && !text.getValue().isEmpty())
                .map(text -> messages.get(text.getKey(), text.getValue()))
                .toList();
    }
}
