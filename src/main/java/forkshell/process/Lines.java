package forkshell.process;

import forkshell.libc.NativeBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The parent's end of the children's pipe: puts lines together and prints them. A framed line is
 * the byte 1, its kind, the pid in decimal, a blank and the text.
 */
final class Lines {
    static final char OUT = 'O';
    static final char ERR = 'E';
    static final char TRACE = 'T';
    static final byte FRAME = 1;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean framed;

    void take(NativeBuffer buffer, int count) {
        for (int i = 0; i < count; i++) {
            byte b = buffer.getByte(i);
            boolean endsUnframed = b == FRAME && !framed && line.size() > 0;
            if (b == '\n' || endsUnframed) {
                print(line.toString(StandardCharsets.UTF_8));
                line.reset();
            }
            if (b != '\n') {
                framed = line.size() == 0 ? b == FRAME : framed;
                line.write(b);
            }
        }
    }

    private static void print(String line) {
        if (line.isEmpty() || line.charAt(0) != FRAME) {
            System.out.println(line);
            return;
        }
        int blank = line.indexOf(' ');
        String text = line.substring(blank + 1);
        String marked = "[" + line.substring(2, blank) + "] " + text;
        switch (line.charAt(1)) {
            case ERR -> System.err.println(marked);
            case TRACE -> System.err.println(text);
            default -> System.out.println(marked);
        }
    }
}
