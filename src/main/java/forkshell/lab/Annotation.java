package forkshell.lab;

/**
 * A comment that means something: {@code //: name text}, and following lines {@code //: more}.
 *
 * @param name {@code check}, or with a language {@code goal.en}
 * @param words what follows the name, line after line
 * @param line where it begins
 */
record Annotation(String name, StringBuilder words, int line) {
    static final String MARK = "//:";

    private static final String CONTINUED = MARK + "  ";

    static boolean isAnnotation(String line) {
        return line.stripLeading().startsWith(MARK);
    }

    static boolean isContinuation(String line) {
        return line.stripLeading().startsWith(CONTINUED);
    }

    static Annotation parse(String line, int number) {
        String[] words = content(line).split("\\s+", 2);
        return new Annotation(
                words[0], new StringBuilder(words.length > 1 ? words[1] : ""), number);
    }

    private static String content(String line) {
        return line.stripLeading().substring(MARK.length()).strip();
    }

    /** Takes a line that goes on. */
    void goOn(String line) {
        Prose.join(words, content(line));
    }

    String text() {
        return words.toString();
    }

    /** Returns its name without the language. */
    String key() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Returns its language; empty for none. */
    String tag() {
        return name.substring(Math.min(name.length(), key().length() + 1));
    }
}
