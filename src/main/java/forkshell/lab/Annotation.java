package forkshell.lab;

/**
 * A comment that means something: {@code //: name text}, and following lines {@code //: more}.
 *
 * @param name {@code check}, or with a language {@code goal.en}
 * @param line where it begins
 */
record Annotation(String name, String text, int line) {
    static final String MARK = "//:";

    private static final String CONTINUED = MARK + "  ";

    static boolean isAnnotation(String line) {
        return line.stripLeading().startsWith(MARK);
    }

    static boolean isContinuation(String line) {
        return line.stripLeading().startsWith(CONTINUED);
    }

    /** What a continuation adds. */
    static String continuation(String line) {
        return line.stripLeading().substring(MARK.length()).strip();
    }

    static Annotation parse(String line, int number) {
        String[] words = continuation(line).split("\\s+", 2);
        return new Annotation(words[0], words.length > 1 ? words[1] : "", number);
    }

    /** Its name without the language. */
    String key() {
        return name.replaceFirst("\\..*", "");
    }

    Annotation continued(String more) {
        return new Annotation(name, Prose.join(text, more), line);
    }
}
