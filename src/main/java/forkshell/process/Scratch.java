package forkshell.process;

import forkshell.proc.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A directory for a while: closing it deletes it with all that is in it, and so does the end of a
 * JVM that did not come to close it.
 */
public final class Scratch implements AutoCloseable {
    private final Path directory;
    private final Thread atExit = new Thread(this::delete, "forkshell-deletes");

    public Scratch() {
        try {
            directory = TemporaryDirectory.make();
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
        try {
            TemporaryDirectory.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
