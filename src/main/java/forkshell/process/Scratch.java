package forkshell.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A directory for a while: closing it deletes it with all that is in it, and so does the end of a
 * JVM that did not come to close it.
 */
public final class Scratch implements AutoCloseable {
    private final Path directory;
    private final Thread atExit = new Thread(this::delete, "forkshell-deletes");

    public Scratch() {
        try {
            directory = Files.createTempDirectory("forkshell");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException itIsAtWork) {
            return;
        }
        delete();
    }

    private void delete() {
        try (Stream<Path> below = Files.walk(directory)) {
            below.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
