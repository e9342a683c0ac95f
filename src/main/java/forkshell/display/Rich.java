package forkshell.display;

/**
 * A value that can be looked at: its {@code toString} prints, and where pictures can be shown,
 * those of the other forms that are not null are shown instead.
 */
public interface Rich {

    /** Returns a whole SVG document, or null. */
    default String svg() {
        return null;
    }

    /** Returns a fragment of HTML, or null. */
    default String html() {
        return null;
    }
}
