package forkshell.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The journal as JSON Lines: an object for each event, oldest first. */
public final class JsonLines {
    private JsonLines() {}

    /**
     * Writes all events of the session of process {@code pid} up to now into {@code file}, which it
     * replaces; an empty file when that process keeps no journal.
     *
     * @throws UncheckedIOException with a sentence when the file cannot be written
     */
    public static void write(int pid, Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (String line : JournalReader.of(pid).map(JsonLines::lines).orElse(List.of())) {
                out.write(line);
                out.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write " + file + ", its directory must exist and let you write: " + e,
                    e);
        }
    }

    private static List<String> lines(JournalReader journal) {
        return journal.entries().stream()
                .map(entry -> line(entry, wallMillis(entry.nanos())))
                .toList();
    }

    /** Milliseconds since 1970 at a moment of CLOCK_MONOTONIC. */
    private static long wallMillis(long nanos) {
        return System.currentTimeMillis() - (System.nanoTime() - nanos) / 1_000_000;
    }

    /**
     * Returns {@code
     * {"nanos":81231,"time":"2026-01-01T00:00:00Z","pid":4712,"event":"accept","fd":6,...}}.
     */
    static String line(Entry entry, long wallMillis) {
        String fields =
                entry.fields().entrySet().stream()
                        .map(field -> ",\"" + field.getKey() + "\":" + value(field.getValue()))
                        .collect(Collectors.joining());
        return "{\"nanos\":"
                + entry.nanos()
                + ",\"time\":\""
                + Instant.ofEpochMilli(wallMillis)
                + "\",\"pid\":"
                + entry.pid()
                + ",\"event\":\""
                + entry.word()
                + '"'
                + fields
                + '}';
    }

    /**
     * Numbers stand as they are; addresses, letters and names of signals hold nothing that needs
     * escaping.
     */
    private static String value(Object value) {
        return value instanceof Number ? value.toString() : '"' + value.toString() + '"';
    }
}
