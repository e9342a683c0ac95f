package forkshell.strace;

import java.io.ByteArrayOutputStream;

/** Bytes as strace(1) writes them: a text of C in double quotes. */
public final class CText {
    private static final String NAMED = "ntrvfab\\\"";
    private static final String MEANT = "\n\t\r\u000b\f\u0007\b\\\"";

    private CText() {}

    /** Returns the bytes; without those that strace left out, which it tells by three dots. */
    public static byte[] bytes(String quoted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int end = quoted.lastIndexOf('"');
        int at = quoted.indexOf('"') + 1;
        while (at > 0 && at < end) {
            at =
                    quoted.charAt(at) == '\\'
                            ? escape(quoted, at + 1, bytes)
                            : plain(quoted, at, bytes);
        }
        return bytes.toByteArray();
    }

    private static int plain(String text, int at, ByteArrayOutputStream to) {
        to.write(text.charAt(at));
        return at + 1;
    }

    private static int escape(String text, int at, ByteArrayOutputStream to) {
        int name = NAMED.indexOf(text.charAt(at));
        if (name >= 0) {
            to.write(MEANT.charAt(name));
            return at + 1;
        }
        return text.charAt(at) == 'x'
                ? number(text, at + 1, 2, 16, to)
                : number(text, at, 3, 8, to);
    }

    private static int number(String text, int at, int most, int radix, ByteArrayOutputStream to) {
        int end = at;
        while (end < at + most && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        to.write(Integer.parseInt(text.substring(at, end), radix));
        return end;
    }
}
