package forkshell.inspect;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** How many columns of a terminal a text takes: a Japanese character takes two. */
public final class Width {
    private static final Set<UnicodeScript> WIDE =
            Set.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.HANGUL);

    private Width() {}

    public static int of(String text) {
        return text.codePoints().map(Width::of).sum();
    }

    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    public static String padLeft(String text, int columns) {
        return " ".repeat(Math.max(0, columns - of(text))) + text;
    }

    /** Returns the text, or its start and an ellipsis where it is too long. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int end = 0;
        int used = 1;
        while (used + of(text.codePointAt(end)) <= columns) {
            used += of(text.codePointAt(end));
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, end) + "…";
    }

    private static int of(int character) {
        boolean fullWidth =
                character >= 0x3000 && character < 0x3040
                        || character > 0xFF00 && character < 0xFF61;
        return fullWidth || WIDE.contains(UnicodeScript.of(character)) && !isHalfWidth(character)
                ? 2
                : 1;
    }

    private static boolean isHalfWidth(int character) {
        return character >= 0xFF61 && character <= 0xFFDC;
    }
}
