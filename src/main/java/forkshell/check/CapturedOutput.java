package forkshell.check;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a program has written into a file, of which the end is enough. */
record CapturedOutput(Path file) {
    private static final int ENOUGH = 1 << 16;

    String text() {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(Math.max(0, in.length() - ENOUGH));
            byte[] bytes = new byte[ENOUGH];
            int count = Math.max(0, in.read(bytes));
            return new String(bytes, 0, count, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isBlank() {
        return text().isBlank();
    }

    /** Returns the last {@code count} lines. */
    List<String> last(int count) {
        List<String> lines = text().lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
