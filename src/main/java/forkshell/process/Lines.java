package forkshell.process;

import forkshell.libc.NativeBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/**
 * The parent's end of the children's pipe: puts lines together and prints them. A framed line is
 * the byte 1, its kind, the pid in decimal, a blank and the text.
 */
final class Lines {
    static final char OUT = 'O';
    static final char ERR = 'E';
    static final char TRACE = 'T';

    /** A child's child announces itself: when it is orphaned nobody else knows of it. */
    static final char BORN = 'B';

    static final byte FRAME = 1;

    private final IntConsumer born;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean framed;

    /** {@code born} is told the pid of each child's child. */
    Lines(IntConsumer born) {
        this.born = born;
    }

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

    private void print(String line) {
        if (line.isEmpty() || line.charAt(0) != FRAME) {
            System.out.println(line);
            return;
        }
        int blank = line.indexOf(' ');
        String text = line.substring(blank + 1);
        String pid = line.substring(2, blank);
        String marked = "[" + pid + "] " + text;
        switch (line.charAt(1)) {
            case ERR -> System.err.println(marked);
            case TRACE -> System.err.println(text);
            case BORN -> born.accept(Integer.parseInt(pid));
            default -> System.out.println(marked);
        }
    }
}
