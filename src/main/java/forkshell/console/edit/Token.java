package forkshell.console.edit;

/**
 * A piece of Java source with its colour's name.
 *
 * @param from index of its first character
 * @param to index behind its last one
 */
record Token(Kind kind, int from, int to) {
    /** What a reader tells apart. */
    enum Kind {
        KEYWORD,
        TYPE,
        CALL,
        NAME,
        STRING,
        NUMBER,
        COMMENT,
        ANNOTATION,
        BRACKET
    }
}
