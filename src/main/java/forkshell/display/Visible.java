package forkshell.display;

/**
 * Shows what a terminal or a browser would obey, in text that others have written: {@code ^[} for
 * the escape character as cat(1) has it, and the number of what has no such name, for instance of
 * what turns the direction of writing.
 */
public final class Visible {
    private static final int CARET = 0x40;
    private static final int LAST_WITH_CARET = 0x7f;
    private static final int JOINER = 0x200d;
    private static final int NON_JOINER = 0x200c;

    private Visible() {}

    /** Returns {@code text} for one line: line breaks and tabs are shown, too. */
    public static String line(String text) {
        return shown(text, false);
    }

    /** Returns {@code text} for several lines: line breaks and tabs stay what they are. */
    public static String text(String text) {
        return shown(text, true);
    }

    private static String shown(String text, boolean lines) {
        StringBuilder shown = new StringBuilder(text.length());
        int character;
        for (int at = 0; at < text.length(); at += Character.charCount(character)) {
            character = text.codePointAt(at);
            if (!isObeyed(character) || lines && isLayout(text, at)) {
                shown.appendCodePoint(character);
            } else if (character <= LAST_WITH_CARET) {
                shown.append('^').append((char) (character ^ CARET));
            } else {
                shown.append("\\u{").append(Integer.toHexString(character)).append('}');
            }
        }
        return shown.toString();
    }

    private static boolean isLayout(String text, int at) {
        return text.charAt(at) == '\n' || text.charAt(at) == '\t' || text.startsWith("\r\n", at);
    }

    private static boolean isObeyed(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE
                || type == Character.FORMAT && character != JOINER && character != NON_JOINER;
    }
}
