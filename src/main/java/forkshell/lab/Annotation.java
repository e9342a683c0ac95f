package forkshell.lab;

import java.util.Optional;

/**
 * A comment that means something: {@code //: key text}, and following lines {@code //: more}.
 *
 * @param key {@code goal}, without the language
 * @param language of its text, where that matters
 * @param line where it begins
 */
record Annotation(String key, Optional<Language> language, String text, int line) {
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
        int dot = words[0].indexOf('.');
        String text = words.length > 1 ? words[1] : "";
        return dot < 0
                ? new Annotation(words[0], Optional.empty(), text, number)
                : new Annotation(
                        words[0].substring(0, dot),
                        Language.of(words[0].substring(dot + 1)),
                        text,
                        number);
    }

    Annotation continued(String more) {
        return new Annotation(key, language, Prose.join(text, more), line);
    }

    /** As the file spells it. */
    String name() {
        return key + language.map(each -> "." + each.tag()).orElse("");
    }
}
