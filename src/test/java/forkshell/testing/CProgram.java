package forkshell.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A C program, the second source for whatever C defines. */
public final class CProgram {
    private final Path directory;

    private CProgram(Path directory) {
        this.directory = directory;
    }

    /** Compiles {@code source}; fails when there is no compiler, or with what it complained of. */
    public static CProgram of(String source) {
        try {
            CProgram program = new CProgram(Files.createTempDirectory("forkshell-c"));
            program.directory.toFile().deleteOnExit();
            program.compile(source);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(String source) throws IOException {
        Path file = directory.resolve("program.c");
        Files.writeString(file, source);
        file.toFile().deleteOnExit();
        Command.of("cc", "-Wall", "-Werror", "-o", executable().toString(), file.toString())
                .run()
                .succeeded();
    }

    /** The file to run; it is deleted when the JVM ends. */
    public Path executable() {
        Path executable = directory.resolve("program");
        executable.toFile().deleteOnExit();
        return executable;
    }

    /** Runs it and returns what it printed on stdout. */
    public String output(String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = executable().toString();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        return Command.of(words).run().succeeded();
    }
}
