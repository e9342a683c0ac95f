package forkshell.lab;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a learner has done, in a plain text file: one line each, {@code first-server listener PASSED
 * hints=1}, {@code language JA}; beside it, in {@code answers}, the code that passed. Every change
 * is written to a new file that then takes the old one's place, so a crash loses nothing. What
 * cannot be read is never overwritten.
 */
public final class Progress {
    private static final String LANGUAGE = "language";
    private static final Pattern LANGUAGE_LINE = Pattern.compile("language [A-Z]{2,3}");
    private static final Pattern STEP_LINE = Pattern.compile("([a-z0-9-]+ [a-z0-9-]+) (.+)");

    private final Path file;
    private final List<String> damaged = new ArrayList<>();
    private Map<String, String> unsaved = Map.of();
    private boolean unreadable;

    public Progress(Path file) {
        this.file = file;
    }

    /**
     * Returns {@code $FORKSHELL_HOME/progress}, or in the place that XDG has for a user's state.
     */
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

    /** Returns what became of a step; {@link StepRecord#NEW} when nothing is known of it. */
    public StepRecord of(Lab lab, Step step) {
        return StepRecord.parse(read().getOrDefault(key(lab, step), "")).orElse(StepRecord.NEW);
    }

    /** Changes what is remembered of a step. */
    public void change(Lab lab, Step step, UnaryOperator<StepRecord> how) {
        Map<String, String> all = read();
        String key = key(lab, step);
        StepRecord before = StepRecord.parse(all.getOrDefault(key, "")).orElse(StepRecord.NEW);
        all.put(key, how.apply(before).toString());
        write(all);
    }

    public void forget(Lab lab) {
        Map<String, String> all = read();
        all.keySet().removeIf(key -> key.startsWith(lab.name() + " "));
        write(all);
    }

    /** Keeps the code with which a step was passed. */
    public void keepAnswer(Lab lab, Step step, String code) {
        try {
            Files.createDirectories(answerFile(lab, step).getParent());
            Files.writeString(answerFile(lab, step), code + "\n");
        } catch (IOException unwritable) {
            // The progress file lies beside it, and tells that it cannot be written.
        }
    }

    /** Returns the code with which a step was passed; empty when there is none. */
    public String answer(Lab lab, Step step) throws IOException {
        Path answer = answerFile(lab, step);
        return Files.isRegularFile(answer) ? Files.readString(answer).strip() : "";
    }

    private Path answerFile(Lab lab, Step step) {
        return file.resolveSibling("answers").resolve(lab.name()).resolve(step.id() + ".jsh");
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
     * Returns the lines that could not be understood, once; the file as it was has been kept as
     * {@code progress.damaged}.
     */
    public List<String> takeDamaged() {
        read();
        List<String> lines = List.copyOf(damaged);
        damaged.clear();
        return lines;
    }

    /** Returns where a damaged file was kept. */
    public Path backup() {
        return file.resolveSibling(file.getFileName() + ".damaged");
    }

    /**
     * Returns whether the file could not be written last time; what was to be in it is kept until
     * exit.
     */
    public boolean isUnsaved() {
        return !unsaved.isEmpty();
    }

    /**
     * Returns whether there is something in the file's place that cannot be read; it is left alone.
     */
    public boolean isUnreadable() {
        read();
        return unreadable;
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
            Matcher step = STEP_LINE.matcher(line);
            if (LANGUAGE_LINE.matcher(line).matches()) {
                all.put(LANGUAGE, line.substring(LANGUAGE.length() + 1));
            } else if (step.matches() && StepRecord.parse(step.group(2)).isPresent()) {
                all.put(step.group(1), step.group(2));
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
        damaged.addAll(bad);
        try {
            Files.copy(file, backup(), StandardCopyOption.REPLACE_EXISTING);
            write(good);
        } catch (IOException unwritable) {
            unreadable = true;
            unsaved = good;
        }
    }

    /** None while the file cannot be read; what stands in it then stays as it is. */
    private List<String> lines() {
        unreadable = Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file);
        try {
            return Files.isRegularFile(file)
                    ? Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()
                    : List.of();
        } catch (IOException failed) {
            unreadable = true;
            return List.of();
        }
    }

    private void write(Map<String, String> all) {
        if (unreadable) {
            unsaved = all;
            return;
        }
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
