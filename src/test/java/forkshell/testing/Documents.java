package forkshell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that people read. */
public final class Documents {
    private static final List<Path> PLACES =
            List.of(Path.of("README.md"), Path.of(".github"), Path.of("src/site/markdown"));

    private Documents() {}

    /** The README, the pages of the site and those for contributors. */
    public static Stream<Path> pages() {
        return PLACES.stream().flatMap(place -> below(place, ".md"));
    }

    /** The files below {@code place} whose names end with {@code end}, in order. */
    public static Stream<Path> below(Path place, String end) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
