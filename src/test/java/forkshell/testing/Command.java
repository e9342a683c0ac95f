package forkshell.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program to run, with its output captured, in files, so that no full pipe can stop it. */
public final class Command {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final ProcessBuilder builder;

    /**
     * How a program ended.
     *
     * @param status its exit status; 128 and the signal's number when one killed it
     * @param bytes what it wrote on stdout
     * @param err what it wrote on stderr
     */
    public record Outcome(int status, byte[] bytes, String err) {
        public String out() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** Its stdout; fails unless it ended with 0. */
        public String succeeded() {
            if (status != 0) {
                throw new AssertionError("status " + status + "\n" + out() + err);
            }
            return out();
        }
    }

    private Command(List<String> words) {
        builder = new ProcessBuilder(words).redirectInput(new File("/dev/null"));
    }

    public static Command of(String... words) {
        return of(List.of(words));
    }

    public static Command of(List<String> words) {
        return new Command(words);
    }

    /** What it reads on stdin; /dev/null otherwise. */
    public Command input(Path file) {
        builder.redirectInput(file.toFile());
        return this;
    }

    public Command environment(String name, String value) {
        builder.environment().put(name, value);
        return this;
    }

    /** Runs it to its end, within a minute. */
    public Outcome run() {
        return run(DEADLINE);
    }

    /** Runs it to its end; when it takes longer, kills it and fails with what it has said. */
    public Outcome run(Duration deadline) {
        try {
            Path out = Files.createTempFile("forkshell", ".out");
            Path err = Files.createTempFile("forkshell", ".err");
            try {
                builder.redirectOutput(out.toFile()).redirectError(err.toFile());
                int status = status(start(), deadline, err);
                return new Outcome(status, Files.readAllBytes(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int status(Process process, Duration deadline, Path err) throws IOException {
        try {
            if (process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw new AssertionError(
                    builder.command()
                            + " took longer than "
                            + deadline
                            + ", stderr:\n"
                            + Files.readString(err));
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while " + builder.command() + " ran", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Starts it and leaves it to the caller, who ends it and redirects nothing of it. */
    public Process start() {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(builder.command().get(0) + " is needed: " + e.getMessage(), e);
        }
    }

    /** Starts it with stdin, stdout and stderr as pipes; the caller ends it. */
    public Process startWithPipes() {
        builder.redirectInput(ProcessBuilder.Redirect.PIPE);
        return start();
    }
}
