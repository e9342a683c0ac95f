package forkshell.console.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files as the user names them. */
final class UserFile {
    private UserFile() {}

    /** Returns the path of {@code name}, which may begin with {@code ~/}. */
    static Path path(String name) {
        return name.startsWith("~/")
                ? Path.of(System.getProperty("user.home"), name.substring(2))
                : Path.of(name);
    }

    /**
     * Returns the whole text of a file.
     *
     * @throws IllegalArgumentException with a sentence, when it cannot be read
     */
    static String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException failed) {
            throw unusable("open.failed", name, failed);
        }
    }

    /** Returns the sentence {@code key} about {@code name} as an exception. */
    static IllegalArgumentException unusable(String key, String name, IOException cause) {
        String reason =
                cause instanceof NoSuchFileException
                        ? CommandMessages.text("file.missing")
                        : cause.getMessage();
        return new IllegalArgumentException(CommandMessages.text(key, name, reason), cause);
    }
}
