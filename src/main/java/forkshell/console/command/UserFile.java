package forkshell.console.command;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files as the user names them. */
public final class UserFile {
    private UserFile() {}

    /** Returns the path of {@code name}, which may stand in quotes and begin with {@code ~/}. */
    static Path path(String name) {
        String plain = name.replaceAll("^([\"'])(.*)\\1$", "$2").replace("\\ ", " ");
        try {
            return plain.startsWith("~/")
                    ? Path.of(System.getProperty("user.home"), plain.substring(2))
                    : Path.of(plain);
        } catch (InvalidPathException impossible) {
            throw new IllegalArgumentException(
                    CommandMessages.text("file.impossible", name), impossible);
        }
    }

    /**
     * Returns the whole text of a file in UTF-8, UTF-16, EUC-JP or Shift_JIS.
     *
     * @throws IllegalArgumentException with a sentence, when it cannot be read
     */
    public static String read(String name) {
        try {
            byte[] bytes = Files.readAllBytes(path(name));
            return SourceText.decode(bytes)
                    .orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            CommandMessages.text(
                                                    "file.undecodable",
                                                    name,
                                                    SourceText.lineOfFirstError(bytes))));
        } catch (IOException failed) {
            throw unusable("open.failed", name, failed);
        }
    }

    /** Returns the sentence {@code key} about {@code name} as an exception. */
    static IllegalArgumentException unusable(String key, String name, IOException cause) {
        return new IllegalArgumentException(
                CommandMessages.text(key, name, reason(name, cause)), cause);
    }

    private static String reason(String name, IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return CommandMessages.text("file.missing");
        }
        if (cause instanceof AccessDeniedException) {
            return CommandMessages.text("file.denied");
        }
        return Files.isDirectory(path(name))
                ? CommandMessages.text("file.directory")
                : cause.getMessage();
    }
}
