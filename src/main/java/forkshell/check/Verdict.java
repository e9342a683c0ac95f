package forkshell.check;

/** What became of one case. */
public enum Verdict {
    PASSED("passed"),
    FAILED("failed"),
    NOT_APPLICABLE("n/a");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** Returns the word of the JSON and of the table. */
    @Override
    public String toString() {
        return word;
    }
}
