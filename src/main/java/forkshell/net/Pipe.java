package forkshell.net;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.libc.Descriptor;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A pipe, the way in which a parent and its children talk: pipe(2). Each process that has it has
 * copies of both ends and closes what it does not use; a reader sees the end only when nobody holds
 * the writing end any more.
 */
public final class Pipe implements AutoCloseable {
    private static final int PIPE_BUF = 4096;

    private final Descriptor readEnd;
    private final Descriptor writeEnd;

    public Pipe() {
        int[] pair = Sys.pipe(Libc.O_CLOEXEC);
        readEnd = new Descriptor(pair[0], "read end of a pipe");
        writeEnd = new Descriptor(pair[1], "write end of a pipe");
    }

    /** Writes {@code text} in UTF-8; waits while the pipe is full. */
    public void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (NativeBuffer buffer = new NativeBuffer(PIPE_BUF)) {
            for (int from = 0; from < bytes.length; from += PIPE_BUF) {
                int count = Math.min(PIPE_BUF, bytes.length - from);
                buffer.put(0, bytes, from, count);
                writeEnd.await("write", Libc.POLLOUT, -1);
                int fd = writeEnd.use("write");
                try {
                    Sys.write(fd, buffer.address(), count);
                    Journal.record(Event.PIPE_WRITE, fd, count);
                } finally {
                    writeEnd.done();
                }
            }
        }
    }

    /** Reads {@code count} bytes; waits for them; fewer when the end comes before. */
    public String read(int count) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (NativeBuffer buffer = new NativeBuffer(PIPE_BUF)) {
            int n = 1;
            while (n > 0 && text.size() < count) {
                n = readSome(buffer, Math.min(PIPE_BUF, count - text.size()));
                byte[] bytes = new byte[n];
                buffer.get(0, bytes, 0, n);
                text.write(bytes, 0, n);
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Reads up to the next line feed, which is left out, or to the end. */
    public String readLine() {
        StringBuilder line = new StringBuilder();
        String next = read(1);
        while (!next.isEmpty() && !next.equals("\n")) {
            line.append(next);
            next = read(1);
        }
        return line.toString();
    }

    private int readSome(NativeBuffer buffer, int count) {
        readEnd.await("read", Libc.POLLIN, -1);
        int n = readEnd.read("read", buffer, count);
        Journal.record(Event.PIPE_READ, readEnd.fd(), n);
        return n;
    }

    /** Closes this process's copy of the end to read from. */
    public void closeRead() {
        readEnd.close("closeRead()");
    }

    /** Closes this process's copy of the end to write to. */
    public void closeWrite() {
        writeEnd.close("closeWrite()");
    }

    /** Returns the number of the descriptor to read from. */
    public int readFd() {
        return readEnd.fd();
    }

    /** Returns the number of the descriptor to write to. */
    public int writeFd() {
        return writeEnd.fd();
    }

    public boolean isOpen() {
        return readEnd.isOpen() || writeEnd.isOpen();
    }

    /** Closes this process's copies of both ends. */
    @Override
    public void close() {
        readEnd.close("close()");
        writeEnd.close("close()");
    }

    /** Returns {@code pipe, read end fd 9 open, write end fd 10 closed by closeWrite()}. */
    @Override
    public String toString() {
        return String.format(
                "pipe, read end fd %d %s, write end fd %d %s",
                readEnd.fd(), readEnd.state(), writeEnd.fd(), writeEnd.state());
    }
}
