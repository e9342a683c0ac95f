package forkshell.libc;

import java.nio.charset.StandardCharsets;

/**
 * Reads files below /proc by open(2), read(2) and close(2): where nothing is compiled, Java's own
 * streams take ten times as long. One thread at a time.
 */
public final class SmallFile implements AutoCloseable {
    private static final int LONGEST_PATH = 64;
    private static final int ROOM = 4096;

    private final NativeBuffer path = new NativeBuffer(LONGEST_PATH);
    private final NativeBuffer content = new NativeBuffer(ROOM);
    private final byte[] bytes = new byte[ROOM];

    /**
     * The first 4096 bytes of the file {@code name}, at most 63 ASCII characters; empty when there
     * is none or it may not be read.
     */
    public String text(String name) {
        byte[] ascii = (name + "\0").getBytes(StandardCharsets.US_ASCII);
        path.put(0, ascii, 0, ascii.length);
        int fd = Libc.open(path.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
        return fd == -1 ? "" : read(fd);
    }

    private String read(int fd) {
        int count = (int) Libc.read(fd, content.address(), ROOM);
        Libc.close(fd);
        content.get(0, bytes, 0, Math.max(0, count));
        return new String(bytes, 0, Math.max(0, count), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        path.close();
        content.close();
    }
}
