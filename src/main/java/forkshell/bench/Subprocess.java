package forkshell.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A program that prints lines, and never keeps its caller waiting for longer than a time limit. Its
 * errors are thrown away. Closing it ends it.
 */
final class Subprocess implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final String name;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final PrintStream input;

    Subprocess(String name, ProcessBuilder builder) {
        this.name = name;
        try {
            process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
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
            reader.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException ended) {
            lines.add("");
        }
    }

    int pid() {
        return (int) process.pid();
    }

    void tell(String line) {
        input.println(line);
    }

    /**
     * The next line that it prints.
     *
     * @throws BenchmarkException when none comes in time
     */
    String line() {
        try {
            String line = lines.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new BenchmarkException(
                        name + " said nothing for " + LIMIT_SECONDS + " s; it was ended.");
            }
            return line;
        } catch (InterruptedException e) {
            throw new BenchmarkException("the benchmark was stopped");
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
