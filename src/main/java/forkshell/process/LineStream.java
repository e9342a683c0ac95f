package forkshell.process;

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

    private final int fd;
    private final char kind;
    private final NativeBuffer frame = new NativeBuffer(ROOM);
    private int start;
    private int end;

    LineStream(int fd, char kind) {
        this.fd = fd;
        this.kind = kind;
    }

    /** Begins every line with {@code pid} from now on, and forgets an unfinished one. */
    void mark(int pid) {
        byte[] prefix =
                ((char) Lines.FRAME + "" + kind + pid + " ").getBytes(StandardCharsets.US_ASCII);
        frame.put(0, prefix, 0, prefix.length);
        start = prefix.length;
        end = start;
    }

    @Override
    public void write(int b) {
        frame.putByte(end++, (byte) b);
        if (b == '\n' || end == ROOM - 1) {
            send(b == '\n');
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
            send(false);
        }
    }

    private void send(boolean complete) {
        if (!complete) {
            frame.putByte(end++, (byte) '\n');
        }
        Libc.write(fd, frame.address(), end);
        end = start;
    }
}
