package forkshell.repl;

/**
 * One line of feedback.
 *
 * @param style what it is, for whoever colours it
 * @param text without a line break
 * @param from where in the text an error begins; equal to {@code to} when there is none
 * @param to where it ends
 */
public record Line(Style style, String text, int from, int to) {

    /** Begins each line that is not a value. */
    public static final String BAR = "|  ";

    /** The kinds of line. */
    public enum Style {
        /** A value, with the name of its variable. */
        VALUE,
        /** What was created, changed or dropped. */
        CHANGE,
        /** What went wrong. */
        ERROR,
        /** The source in which it went wrong. */
        SOURCE,
        /** Points to the place in the source line above. */
        POINTER,
        /** Where an exception came from. */
        FRAME
    }

    Line(Style style, String text) {
        this(style, text, 0, 0);
    }
}
