package forkshell.journal;

import forkshell.display.Visible;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Short words in the numbers of a record: eight ASCII characters in each. */
public final class Words {
    private Words() {}

    /**
     * Returns the eight characters of {@code text} from {@code begin} on; zeros where it has ended.
     */
    static long number(String text, int begin) {
        long number = 0;
        for (int i = begin; i < begin + Long.BYTES; i++) {
            number = number << Byte.SIZE | (i < text.length() ? text.charAt(i) & 0x7f : 0);
        }
        return number;
    }

    static String of(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        for (long number : numbers) {
            bytes.putLong(number);
        }
        return Visible.line(new String(bytes.array(), StandardCharsets.US_ASCII).replace("\0", ""));
    }

    /** Returns what a record keeps of a design's name: its first 24 characters. */
    public static String design(String name) {
        return of(number(name, 0), number(name, 8), number(name, 16));
    }
}
