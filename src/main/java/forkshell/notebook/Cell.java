package forkshell.notebook;

/**
 * One cell of a notebook.
 *
 * @param kind how Jupyter treats it
 * @param source its text, lines separated by line feeds
 */
public record Cell(Kind kind, String source) {

    /** The kinds of cell. */
    public enum Kind {
        CODE,
        MARKDOWN,
        RAW
    }

    public static Cell code(String source) {
        return new Cell(Kind.CODE, source);
    }

    public static Cell markdown(String source) {
        return new Cell(Kind.MARKDOWN, source);
    }

    public boolean isCode() {
        return kind == Kind.CODE;
    }
}
