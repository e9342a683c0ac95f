package forkshell.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A file to write: looked at before minutes of work, not after. */
final class OutputFile {
    private OutputFile() {}

    /**
     * @param file {@code null} when none was asked for
     * @throws ParameterException when it cannot be written
     */
    static void check(CommandSpec spec, Path file) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), file + " is a directory.");
        }
        if (!Files.isWritable(file.toAbsolutePath().getParent())) {
            throw new ParameterException(
                    spec.commandLine(), file + " is in no directory that can be written to.");
        }
    }

    /** Writes {@code text} into {@code file}, if there is one. */
    static void write(Path file, String text) throws IOException {
        if (file != null) {
            Files.writeString(file, text);
        }
    }
}
