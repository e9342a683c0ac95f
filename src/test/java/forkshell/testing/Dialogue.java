package forkshell.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running program that answers each line on its stdin with a line on its stdout. */
public final class Dialogue implements AutoCloseable {
    private static final int DEADLINE_SECONDS = 30;

    private final Process process;
    private final Writer questions;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final StringBuffer complaints = new StringBuffer();

    public Dialogue(Command command) {
        process = command.startWithPipes();
        questions = process.outputWriter();
        collect(process.inputReader(), answers::add);
        collect(process.errorReader(), line -> complaints.append(line).append('\n'));
    }

    private static void collect(BufferedReader reader, Consumer<String> sink) {
        Thread thread =
                new Thread(
                        () -> {
                            try (reader) {
                                reader.lines().forEach(sink);
                            } catch (IOException | UncheckedIOException ended) {
                                sink.accept("the program's output ended: " + ended);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }

    public long pid() {
        return process.pid();
    }

    /** What it has written on stderr up to now. */
    public String complaints() {
        return complaints.toString();
    }

    public String ask(String question) {
        try {
            questions.write(question + "\n");
            questions.flush();
            String answer = answers.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no answer to " + question + "; stderr:\n" + complaints);
            }
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(question + " failed; stderr:\n" + complaints, e);
        }
    }

    /** Sets the soft limit of a resource of a program of an ordinary user, see prlimit(1). */
    public void limit(String resource, int soft) {
        List<String> words =
                List.of("prlimit", "--pid=" + pid(), "--" + resource + "=" + soft + ":");
        Command.of(JavaProgram.ordinary(words)).run().succeeded();
    }

    /** Ends its stdin, and the program if that does not. */
    @Override
    public void close() {
        try {
            questions.close();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end; stderr:\n" + complaints);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
