package forkshell.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Breaks a paragraph into lines of a width: between words, or between characters of Japanese. */
public final class Wrapping {
    private static final String MUST_NOT_BEGIN = "、。，．：）」』ー・？！";

    private Wrapping() {}

    /** Returns {@code paragraph} in lines of at most {@code width} columns, if its words allow. */
    public static List<String> lines(String paragraph, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces(paragraph)) {
            if (columns(line + piece.stripTrailing()) > width && !line.isEmpty()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(piece);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /** What must stay together: a word with the blank behind it, or one wide character. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (!piece.isEmpty() && mayBreak(text.charAt(i - 1), text.charAt(i))) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(text.charAt(i));
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static boolean mayBreak(char before, char after) {
        if (MUST_NOT_BEGIN.indexOf(after) >= 0) {
            return false;
        }
        return before == ' ' && after != ' ' || isWide(before) || isWide(after);
    }

    private static boolean isWide(char c) {
        return WCWidth.wcwidth(c) > 1;
    }

    /** Returns how many columns of a terminal {@code text} takes. */
    public static int columns(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }
}
