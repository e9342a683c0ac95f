package forkshell.repl;

/**
 * Names snippets as {@code jshell} does: s1, s2, … for those of the startup, 1, 2, … for the
 * learner's, e1, e2, … for those that failed.
 */
final class SnippetIds {
    private int startup;
    private int learners;
    private int failed;
    private boolean starting = true;

    void startupIsOver() {
        starting = false;
    }

    String next(boolean active) {
        if (starting) {
            return "s" + ++startup;
        }
        return active ? String.valueOf(++learners) : "e" + ++failed;
    }

    /** Returns the variable of the next expression: $ and the id that its snippet will get. */
    String nextVariable() {
        return "$" + (learners + 1);
    }
}
