package forkshell.lab;

/** A fact that a notebook checks does not hold: the cell fails, and its front end shows why. */
public final class CheckFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String difference;

    /**
     * @param cause a sentence, what has probably gone wrong
     * @param difference what was found, and what was expected
     */
    CheckFailedException(String cause, String difference) {
        super(cause + "\n" + difference);
        this.difference = difference;
    }

    String difference() {
        return difference;
    }
}
