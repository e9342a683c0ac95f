package forkshell.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A teacher's points: a line {@code case = points} each; what follows # is a comment. */
public final class Rubric {
    private Rubric() {}

    /**
     * Reads {@code file}; {@code null} gives no points at all.
     *
     * @throws CheckException when a line is no case with points
     * @throws IOException when it cannot be read
     */
    public static Map<String, Integer> read(Path file) throws IOException {
        Map<String, Integer> points = new LinkedHashMap<>();
        for (String line : file == null ? List.<String>of() : Files.readAllLines(file)) {
            String text = line.replaceAll("#.*", "").strip();
            if (text.isEmpty()) {
                continue;
            }
            if (!text.matches("[a-z-]+\\s*=\\s*\\d{1,6}")) {
                throw CheckException.of("rubric.line", file, line.strip());
            }
            String[] both = text.split("\\s*=\\s*");
            Cases.named(List.of(both[0]));
            points.put(both[0], Integer.valueOf(both[1]));
        }
        return points;
    }
}
