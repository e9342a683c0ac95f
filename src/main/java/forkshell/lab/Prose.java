package forkshell.lab;

import java.util.Map;

/**
 * The same text in several languages.
 *
 * @param texts by the tag of the language; English is always among them
 */
public record Prose(Map<String, String> texts) {
    static final Prose EMPTY = new Prose(Map.of());

    /** Returns the text in that language; in English where there is none. */
    public String in(Language language) {
        return texts.getOrDefault(language.tag(), texts.getOrDefault(Language.EN.tag(), ""));
    }

    /** Returns the English text. */
    public String en() {
        return in(Language.EN);
    }

    /** Puts a line of the source behind {@code text}: without a blank where the script has none. */
    static void join(StringBuilder text, String line) {
        if (text.length() > 0 && !line.isEmpty()) {
            boolean close =
                    isWrittenClose(text.codePointBefore(text.length()))
                            || isWrittenClose(line.codePointAt(0));
            text.append(close ? "" : " ");
        }
        text.append(line);
    }

    /** Whether no blanks stand around that character: it is one of Chinese or Japanese writing. */
    private static boolean isWrittenClose(int character) {
        return switch (Character.UnicodeScript.of(character)) {
            case HAN, HIRAGANA, KATAKANA -> true;
            default -> character >= 0x3000 && character < 0x3040 || character >= 0xff00;
        };
    }
}
