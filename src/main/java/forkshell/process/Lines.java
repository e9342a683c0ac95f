package forkshell.process;

import forkshell.libc.NativeBuffer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** Another program's line may begin with the byte 1, too. */
    private static final Pattern FRAMED =
            Pattern.compile("\\x01(?<kind>[OETB])(?<pid>\\d{1,9}) (?<text>.*)", Pattern.DOTALL);

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
                String whole = line.toString(StandardCharsets.UTF_8);
                line.reset();
                print(whole);
            }
            if (b != '\n') {
                framed = line.size() == 0 ? b == FRAME : framed;
                line.write(b);
            }
        }
    }

    private void print(String line) {
        Matcher frame = FRAMED.matcher(line);
        if (!frame.matches()) {
            System.out.println(line);
            return;
        }
        String pid = frame.group("pid");
        String text = frame.group("text");
        String marked = "[" + pid + "] " + text;
        switch (frame.group("kind").charAt(0)) {
            case ERR -> System.err.println(marked);
            case TRACE -> System.err.println(text);
            case BORN -> born.accept(Integer.parseInt(pid));
            default -> System.out.println(marked);
        }
    }
}
