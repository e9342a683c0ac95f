package forkshell.libc;

import java.nio.charset.StandardCharsets;

/**
 * Reads small files by open(2), read(2) and close(2), such as those below /proc: in a JVM that only
 * interprets, Java's own streams take ten times as long.
 */
public final class SmallFile {
    private static final int ROOM = 4096;

    private SmallFile() {}

    /** Returns the first 4096 bytes of a file; empty when there is none or it may not be read. */
    public static String text(String path) {
        byte[] name = (path + "\0").getBytes(StandardCharsets.UTF_8);
        try (NativeBuffer buffer = new NativeBuffer(Math.max(ROOM, name.length))) {
            buffer.put(0, name, 0, name.length);
            int fd = Libc.open(buffer.address(), Libc.O_RDONLY | Libc.O_CLOEXEC);
            return fd == -1 ? "" : read(fd, buffer);
        }
    }

    private static String read(int fd, NativeBuffer buffer) {
        int count = (int) Libc.read(fd, buffer.address(), ROOM);
        Libc.close(fd);
        byte[] bytes = new byte[Math.max(0, count)];
        buffer.get(0, bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
