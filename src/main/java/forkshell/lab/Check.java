package forkshell.lab;

/**
 * One fact that holds when a step is done.
 *
 * @param actual a Java expression, best one that asks the kernel
 * @param expected a Java expression; the check passes when both give the same value or the same
 *     text
 * @param cause what has probably gone wrong when they differ
 * @param evidence a Java expression whose value shows it, such as {@code ps()}; empty for none
 * @param wrong code that somebody may type instead of the step's, and that this check must catch;
 *     empty for none
 * @param line where it stands in its file
 */
public record Check(
        String actual, String expected, Prose cause, String evidence, String wrong, int line) {}
