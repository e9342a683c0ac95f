package forkshell.strace;

import forkshell.libc.Libc;
import forkshell.libc.Sys;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A program that runs under strace(1), with all that it forks. strace writes into a pipe, which a
 * thread reads; that thread tells what it reads to a listener, line after line. stdout and stderr
 * of the program are read from {@link #process()}.
 */
public final class TracedProgram {
    /**
     * strace writes no empty line, so that one says that nothing more will come. A line that
     * strace, killed, left unfinished is ended before.
     */
    private static final String LAST = "";

    private final Process strace;
    private final int writeEnd;
    private final LineParser parser;
    private final CompletableFuture<Integer> pid = new CompletableFuture<>();
    private final Thread reader;

    private TracedProgram(Launch launch, Consumer<TraceLine> listener) throws IOException {
        int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
        writeEnd = pipe[1];
        parser =
                new LineParser(
                        LineParser.clockNow(), launch.stacks(), line -> tell(listener, line));
        FileInputStream lines = new FileInputStream("/proc/self/fd/" + pipe[0]);
        Sys.close(pipe[0]);
        try {
            strace = start(launch);
        } catch (IOException e) {
            lines.close();
            Sys.close(writeEnd);
            throw e;
        }
        strace.onExit().thenRun(this::writeLast);
        reader = new Thread(() -> read(lines), "forkshell-strace");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it; returns at once. {@code listener} is called by one thread, after {@link #pid()} is
     * known.
     *
     * @throws IOException when strace, or the first word of {@link Launch#prefix}, is missing
     */
    public static TracedProgram start(Launch launch, Consumer<TraceLine> listener)
            throws IOException {
        return new TracedProgram(launch, listener);
    }

    private Process start(Launch launch) throws IOException {
        List<String> words = launch.commandLine("/proc/" + Libc.getpid() + "/fd/" + writeEnd);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        if (launch.output() != null) {
            builder.redirectOutput(launch.output().toFile());
        }
        return builder.start();
    }

    /** strace itself; its streams are those of the program. */
    public Process process() {
        return strace;
    }

    /**
     * Waits until strace has started the program.
     *
     * @return its pid; -1 when strace ended without having started anything
     */
    public int pid() {
        return pid.join();
    }

    /** Waits until the program and all its descendants have ended and the last line is told. */
    public void awaitEnd() throws InterruptedException {
        reader.join();
    }

    private void writeLast() {
        try {
            Files.writeString(Path.of("/proc/self/fd/" + writeEnd), "\n" + LAST + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(FileInputStream lines) {
        InputStreamReader characters = new InputStreamReader(lines, StandardCharsets.ISO_8859_1);
        try (BufferedReader in = new BufferedReader(characters)) {
            for (String line = in.readLine(); !LAST.equals(line); line = in.readLine()) {
                parser.take(line);
            }
            parser.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Sys.close(writeEnd);
            pid.complete(-1);
        }
    }

    private void tell(Consumer<TraceLine> listener, TraceLine line) {
        pid.complete(line.pid());
        listener.accept(line);
    }
}
