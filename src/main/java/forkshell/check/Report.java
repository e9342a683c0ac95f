package forkshell.check;

import forkshell.display.Messages;
import java.util.List;
import java.util.StringJoiner;

/**
 * What a check of one program found.
 *
 * @param program as its author calls it
 * @param lecture whose rules held, or {@code null}
 * @param findings in the order of the table
 */
public record Report(String program, Lecture lecture, List<Finding> findings) {

    public long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** Returns whether no case failed. */
    public boolean passed() {
        return count(Verdict.FAILED) == 0;
    }

    /** Returns a line for each case, and below a failed one what was found and why. */
    @Override
    public String toString() {
        Messages messages = Texts.current();
        FindingText text = new FindingText(lecture, messages);
        StringJoiner lines = new StringJoiner("\n", "\n", "");
        findings.forEach(finding -> text.lines(finding).forEach(lines::add));
        long untried = count(Verdict.NOT_APPLICABLE);
        lines.add(
                messages.get(
                        "sum", program, count(Verdict.PASSED), count(Verdict.FAILED), untried));
        return lines.toString();
    }
}
