package forkshell.repl;

/** Source text of Java. */
final class JavaText {
    private static final String LITERALS_AND_COMMENTS =
            "(?s)\"\"\".*?\"\"\"|\"[^\"\\\\\n]*+(\\\\.[^\"\\\\\n]*+)*+\""
                    + "|'[^'\\\\\n]*+(\\\\.[^'\\\\\n]*+)*+'|//[^\n]*+|/\\*.*?\\*/";

    private JavaText() {}

    /** Returns {@code source} with a blank in the place of each literal and comment. */
    static String withoutLiterals(String source) {
        return source.replaceAll(LITERALS_AND_COMMENTS, " ");
    }
}
