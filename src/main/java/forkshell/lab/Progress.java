package forkshell.lab;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a learner has done, in a plain text file: one line each, {@code first-server listener
 * PASSED}, {@code language JA}. Every change is written to a new file that then takes the old one's
 * place, so a crash loses nothing.
 */
public final class Progress {
    /** What became of a step. */
    public enum Mark {
        PASSED,
        SKIPPED
    }

    private static final String LANGUAGE = "language";

    private final Path file;
    private final List<String> damaged = new ArrayList<>();
    private Map<String, String> unsaved = Map.of();

    public Progress(Path file) {
        this.file = file;
    }

    /** {@code $FORKSHELL_HOME/progress}, or in the place that XDG has for a user's state. */
    public static Path defaultFile(Map<String, String> environment) {
        String home = environment.get("FORKSHELL_HOME");
        String state = environment.get("XDG_STATE_HOME");
        Path directory =
                home != null
                        ? Path.of(home)
                        : (state != null && !state.isBlank()
                                        ? Path.of(state)
                                        : Path.of(
                                                System.getProperty("user.home"), ".local", "state"))
                                .resolve("forkshell");
        return directory.resolve("progress");
    }

    public Optional<Mark> of(Lab lab, Step step) {
        return Optional.ofNullable(read().get(key(lab, step))).map(Mark::valueOf);
    }

    public void record(Lab lab, Step step, Mark mark) {
        Map<String, String> all = read();
        all.put(key(lab, step), mark.name());
        write(all);
    }

    public void forget(Lab lab) {
        Map<String, String> all = read();
        all.keySet().removeIf(key -> key.startsWith(lab.name() + " "));
        write(all);
    }

    public Optional<Language> language() {
        return Optional.ofNullable(read().get(LANGUAGE)).flatMap(Language::of);
    }

    public void language(Language language) {
        Map<String, String> all = read();
        all.put(LANGUAGE, language.tag().toUpperCase(Locale.ROOT));
        write(all);
    }

    /**
     * The lines that could not be understood, once; the file as it was has been kept as {@code
     * progress.damaged}.
     */
    public List<String> takeDamaged() {
        read();
        List<String> lines = List.copyOf(damaged);
        damaged.clear();
        return lines;
    }

    /** Where a damaged file was kept. */
    public Path backup() {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }

    /** Whether the file could not be written last time; what was to be in it is kept until exit. */
    public boolean isUnsaved() {
        return !unsaved.isEmpty();
    }

    public Path file() {
        return file;
    }

    private static String key(Lab lab, Step step) {
        return lab.name() + " " + step.id();
    }

    private Map<String, String> read() {
        Map<String, String> all = new TreeMap<>(unsaved);
        List<String> bad = new ArrayList<>();
        for (String line : lines()) {
            int end = line.lastIndexOf(' ');
            if (line.matches("language [A-Z]{2,3}|[a-z0-9-]+ [a-z0-9-]+ (PASSED|SKIPPED)")) {
                all.put(line.substring(0, end), line.substring(end + 1));
            } else {
                bad.add(line);
            }
        }
        if (!bad.isEmpty()) {
            keepDamaged(bad, all);
        }
        return all;
    }

    private void keepDamaged(List<String> bad, Map<String, String> good) {
        try {
            Files.copy(file, backup(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            unsaved = good;
        }
        damaged.addAll(bad);
        write(good);
    }

    private List<String> lines() {
        try {
            return Files.exists(file)
                    ? Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()
                    : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private void write(Map<String, String> all) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            writeSynced(next, all);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            unsaved = Map.of();
        } catch (IOException unwritable) {
            unsaved = all;
        }
    }

    private static void writeSynced(Path file, Map<String, String> all) throws IOException {
        StringBuilder lines = new StringBuilder();
        all.forEach((key, value) -> lines.append(key).append(' ').append(value).append('\n'));
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
    }
}
