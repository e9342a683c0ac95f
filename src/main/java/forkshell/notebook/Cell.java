package forkshell.notebook;

/**
 * One cell of a notebook.
 *
 * @param kind how Jupyter treats it
 * @param source its text, lines separated by line feeds
 * @param folded whether a front end that can do so shows the source only when asked
 */
public record Cell(Kind kind, String source, boolean folded) {

    /** The kinds of cell. */
    public enum Kind {
        CODE,
        MARKDOWN,
        RAW
    }

    public static Cell code(String source) {
        return new Cell(Kind.CODE, source, false);
    }

    public static Cell foldedCode(String source) {
        return new Cell(Kind.CODE, source, true);
    }

    public static Cell markdown(String source) {
        return new Cell(Kind.MARKDOWN, source, false);
    }

    public boolean isCode() {
        return kind == Kind.CODE;
    }
}
