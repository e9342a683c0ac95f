package forkshell.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that prints lines, and never keeps its caller waiting for longer than a time limit.
 * What nobody asks for is read, too, so that it never waits for its reader. Closing it ends it.
 */
final class Subprocess implements AutoCloseable {
    private static final int TIMEOUT_SECONDS = 60;
    private static final int EXIT_TIMEOUT_SECONDS = 1;

    private final String name;
    private final Process process;
    private final InputStream errors;

    /** What it printed; an empty one stands for the end. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private final PrintStream input;

    Subprocess(String name, ProcessBuilder builder) {
        this.name = name;
        try {
            Path file = Files.createTempFile("forkshell-bench", ".err");
            try {
                errors = Files.newInputStream(file);
                process = builder.redirectError(file.toFile()).start();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        Thread reader = new Thread(this::read, "forkshell-bench-reads");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader()) {
            reader.lines().map(Optional::of).forEach(lines::add);
        } catch (IOException | UncheckedIOException closed) {
            // That is an end, too.
        } finally {
            lines.add(Optional.empty());
        }
    }

    int pid() {
        return (int) process.pid();
    }

    void tell(String line) {
        input.println(line);
    }

    /**
     * Returns the next line that it prints.
     *
     * @throws BenchmarkException when none comes in time, or never
     */
    String line() {
        try {
            Optional<String> line = lines.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new BenchmarkException(
                        name + " said nothing for " + TIMEOUT_SECONDS + " s; it was ended.");
            }
            return line.orElseThrow(this::ending);
        } catch (InterruptedException e) {
            throw new BenchmarkException("the benchmark was stopped");
        }
    }

    /**
     * Returns what made somebody else fail with {@code failure}: that this program ended, if it
     * has.
     */
    BenchmarkException causeOf(BenchmarkException failure) {
        return hasEnded() ? ending() : failure;
    }

    private BenchmarkException ending() {
        String how =
                hasEnded() ? " ended with status " + process.exitValue() : " closed its output";
        return new BenchmarkException(name + how + lastError());
    }

    private boolean hasEnded() {
        try {
            return process.waitFor(EXIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new BenchmarkException("the benchmark was stopped");
        }
    }

    /**
     * Returns what it said last on stderr. The lines of a stack trace are indented; what went wrong
     * is not.
     */
    String lastError() {
        return new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))
                .lines()
                .filter(line -> line.matches("\\S.*"))
                .reduce((before, line) -> line)
                .map(line -> ": " + line)
                .orElse("");
    }

    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
            errors.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
