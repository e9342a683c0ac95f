package forkshell.lab;

/**
 * What became of a snippet.
 *
 * @param text its value, or what went wrong in one line; empty for neither
 * @param missing the name that is not declared, when that is what went wrong; else empty
 */
public record Answer(Result result, String text, String missing) {
    /** How it ended. */
    public enum Result {
        DONE,
        /** It does not compile. */
        REJECTED,
        THREW,
        /** The learner stopped it. */
        STOPPED,
        /** The session has ended. */
        LOST
    }

    public boolean ok() {
        return result == Result.DONE;
    }
}
