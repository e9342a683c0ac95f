package forkshell.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The system's C compiler. */
final class Compiler {
    private static final int LIMIT_SECONDS = 60;

    private Compiler() {}

    /**
     * What a compilation came to.
     *
     * @param status 0 when there is a program
     * @param messages errors and warnings, line by line
     */
    record Outcome(int status, List<String> messages) {
        boolean succeeded() {
            return status == 0;
        }
    }

    static boolean isThere() {
        try {
            return run(List.of("cc", "--version"), Path.of("/dev/null")).succeeded();
        } catch (IOException absent) {
            return false;
        }
    }

    /** Makes {@code executable} of {@code sources}, with {@code options} besides the usual ones. */
    static Outcome compile(List<Path> sources, Path executable, List<String> options)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("cc", "-g", "-Wall", "-pthread"));
        words.addAll(options);
        words.addAll(List.of("-o", executable.toString()));
        sources.forEach(source -> words.add(source.toString()));
        words.add("-lm");
        return run(words, Path.of(executable + ".messages"));
    }

    private static Outcome run(List<String> words, Path output) throws IOException {
        Process process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(output.toFile())
                        .start();
        try {
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            return new Outcome(ended ? process.exitValue() : 1, lines(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pace.Stopped();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static List<String> lines(Path output) throws IOException {
        return Files.isRegularFile(output) ? Files.readAllLines(output) : List.of();
    }
}
