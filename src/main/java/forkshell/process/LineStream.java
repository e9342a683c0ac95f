package forkshell.process;

import forkshell.display.Channel;
import forkshell.display.Frame;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A child's end of the pipe: collects a line and sends it, framed, with one write(2). Made in the
 * parent, so that a child needs no memory for it. A line longer than the room is sent in pieces.
 */
final class LineStream extends OutputStream {
    /** PIPE_BUF: a write of no more is never mixed with another's. */
    private static final int ROOM = 4096;

    private static final int LONGEST_CHARACTER = 4;
    private static final int END_LENGTH = 2;

    private final int fd;
    private final Frame.Kind kind;
    private final NativeBuffer frame = new NativeBuffer(ROOM + LONGEST_CHARACTER);
    private int start;
    private int end;

    LineStream(int fd, Frame.Kind kind) {
        this.fd = fd;
        this.kind = kind;
    }

    /** Begins every line with {@code pid} from now on, and forgets an unfinished one. */
    void mark(int pid) {
        byte[] prefix =
                Frame.prefix(Channel.token(), kind, pid).getBytes(StandardCharsets.US_ASCII);
        frame.put(0, prefix, 0, prefix.length);
        start = prefix.length;
        end = start;
    }

    @Override
    public void write(int b) {
        if (b == '\n') {
            send();
            return;
        }
        frame.putByte(end++, (byte) b);
        if (end == ROOM - END_LENGTH) {
            sendPiece();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            write(bytes[i]);
        }
    }

    void line(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
        write('\n');
    }

    /** Sends an unfinished line. */
    void end() {
        if (end > start) {
            send();
        }
    }

    /** Keeps back the bytes of a character that is not complete yet. */
    private void sendPiece() {
        int rest = incompleteBytes();
        end -= rest;
        int kept = frame.getInt(end);
        send();
        frame.putInt(start, kept);
        end = start + rest;
    }

    private int incompleteBytes() {
        int back = 1;
        while (back < LONGEST_CHARACTER && (frame.getByte(end - back) & 0xc0) == 0x80) {
            back++;
        }
        return charactersLength(frame.getByte(end - back) & 0xff) > back ? back : 0;
    }

    /** How many bytes the character has that begins with {@code lead}, see utf-8(7). */
    private static int charactersLength(int lead) {
        if (lead >= 0xf0) {
            return LONGEST_CHARACTER;
        }
        return lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    }

    private void send() {
        frame.putByte(end++, (byte) Frame.END);
        frame.putByte(end++, (byte) '\n');
        long sent = Libc.write(fd, frame.address(), end);
        while (sent == -1 && Libc.errno() == Errno.EINTR.number()) {
            sent = Libc.write(fd, frame.address(), end);
        }
        end = start;
    }
}
