package forkshell.lab;

import java.util.List;

/**
 * One fact that holds when a step is done.
 *
 * @param actual a Java expression, best one that asks the kernel or the journal
 * @param expected a Java expression; the check passes when both give the same value or the same
 *     text
 * @param causes what may have gone wrong when they differ, the one for all other cases first
 * @param evidence a Java expression whose value shows it, such as {@code ps()}; empty for none
 * @param wrong code that somebody may type instead of the step's, and that this check must catch;
 *     empty for none
 * @param line where it stands in its file
 */
public record Check(
        String actual,
        String expected,
        List<Cause> causes,
        String evidence,
        String wrong,
        int line) {

    Check withoutEvidence() {
        return new Check(actual, expected, causes, "", wrong, line);
    }

    /** Returns the cause for all cases that no other one is for. */
    public Prose cause() {
        return causes.get(0).text();
    }
}
