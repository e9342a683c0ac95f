package forkshell.repl;

import java.util.List;
import jdk.jshell.Diag;

/** Shows where in its snippet an error is: the line, and a pointer below it. */
final class ErrorPlace {
    private ErrorPlace() {}

    static List<Line> lines(String source, Diag error) {
        int start = (int) Math.min(error.getStartPosition(), source.length());
        if (start < 0) {
            return List.of();
        }
        int lineStart = source.lastIndexOf('\n', start - 1) + 1;
        int lineEnd =
                source.indexOf('\n', start) < 0 ? source.length() : source.indexOf('\n', start);
        int end = (int) Math.max(start + 1, Math.min(error.getEndPosition(), lineEnd));
        String text = Line.BAR + source.substring(lineStart, lineEnd);
        int shift = Line.BAR.length() - lineStart;
        int from = Math.min(start + shift, text.length());
        int to = Math.min(end + shift, text.length());
        return List.of(
                new Line(Line.Style.SOURCE, text, from, to),
                new Line(Line.Style.POINTER, pointer(text.substring(0, from), end - start)));
    }

    /** Keeps tabs and doubles wide characters, so that the pointer stands below its target. */
    private static String pointer(String before, int length) {
        StringBuilder pointer = new StringBuilder(Line.BAR);
        before.substring(Line.BAR.length())
                .codePoints()
                .forEach(point -> pointer.append(point == '\t' ? "\t" : " ".repeat(width(point))));
        return pointer.append(length == 1 ? "^" : "^" + "-".repeat(length - 2) + "^").toString();
    }

    private static int width(int point) {
        return Character.isIdeographic(point) || isWide(Character.UnicodeBlock.of(point)) ? 2 : 1;
    }

    private static boolean isWide(Character.UnicodeBlock block) {
        return block == Character.UnicodeBlock.HIRAGANA
                || block == Character.UnicodeBlock.KATAKANA
                || block == Character.UnicodeBlock.HANGUL_SYLLABLES
                || block == Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
                || block == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS;
    }
}
