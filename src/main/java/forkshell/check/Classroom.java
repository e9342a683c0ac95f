package forkshell.check;

import forkshell.process.Scratch;
import forkshell.strace.Guard;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * The submissions of a class, each checked by a process of its own, confined as far as this machine
 * allows. Whatever a submission does costs only its own row.
 */
public final class Classroom {
    private static final int AT_ONCE = 2;
    private static final int LIMIT_MINUTES = 5;

    private final List<Path> submissions;
    private final Function<Path, List<String>> checker;

    /**
     * @param checker the command line that checks one submission and prints the report as JSON
     * @throws CheckException when there is no submission in {@code directory}
     */
    public Classroom(Path directory, Function<Path, List<String>> checker) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            submissions = all.filter(Classroom::isSubmission).sorted().toList();
        }
        this.checker = checker;
        if (submissions.isEmpty()) {
            throw CheckException.of("class.empty", directory);
        }
    }

    private static boolean isSubmission(Path file) {
        boolean hidden = file.getFileName().toString().startsWith(".");
        return !hidden
                && (Files.isDirectory(file)
                        || Submission.isSource(file)
                        || Files.isExecutable(file));
    }

    public int size() {
        return submissions.size();
    }

    /** Checks all; {@code progress} is told how many are done. In order of their names. */
    public List<Grade> check(IntConsumer progress) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        AtomicInteger done = new AtomicInteger();
        try (Scratch scratch = new Scratch();
                Guard guard = new Guard()) {
            Confinement confinement = Confinement.closest(scratch.directory());
            List<Future<Grade>> grades =
                    submissions.stream()
                            .map(
                                    one ->
                                            threads.submit(
                                                    () ->
                                                            grade(
                                                                    one,
                                                                    confinement,
                                                                    guard,
                                                                    () -> told(done, progress))))
                            .toList();
            return grades.stream().map(Classroom::result).toList();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void told(AtomicInteger done, IntConsumer progress) {
        synchronized (done) {
            progress.accept(done.incrementAndGet());
        }
    }

    private Grade grade(Path submission, Confinement confinement, Guard guard, Runnable done)
            throws IOException, InterruptedException {
        try (Scratch scratch = new Scratch()) {
            Path work = Files.createDirectory(scratch.directory().resolve("work"));
            Path report = scratch.directory().resolve("report");
            Path errors = scratch.directory().resolve("errors");
            ProcessBuilder builder =
                    new ProcessBuilder(confinement.around(work, checker.apply(submission)))
                            .redirectInput(new File("/dev/null"))
                            .redirectOutput(report.toFile())
                            .redirectError(errors.toFile());
            guard.mark(builder);
            Process process = builder.start();
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly().waitFor();
            String name = submission.getFileName().toString();
            done.run();
            return ended
                    ? Grade.of(name, Files.readString(report), new CapturedOutput(errors).text())
                    : Grade.of(name, "", Texts.current().get("class.late", LIMIT_MINUTES));
        }
    }

    private static Grade result(Future<Grade> grade) {
        try {
            return grade.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pace.Stopped();
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(e.getCause()));
        }
    }
}
