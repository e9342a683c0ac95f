package forkshell.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

/** The journal as JSON Lines: an object for each event, oldest first. */
public final class JsonLines {
    private JsonLines() {}

    /** Writes all events up to now into {@code file}, which it replaces. */
    public static void write(JournalReader journal, Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Entry entry : journal.entries()) {
                out.write(line(entry, journal.wallMillis(entry.nanos())));
                out.newLine();
            }
        }
    }

    /**
     * {@code {"nanos":81231,"time":"2026-01-01T00:00:00Z","pid":4712,"event":"accept","fd":6,...}}.
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
     * Numbers stand as they are; addresses and names of signals hold nothing that needs escaping.
     */
    private static String value(Object value) {
        return value instanceof Number ? value.toString() : '"' + value.toString() + '"';
    }
}
