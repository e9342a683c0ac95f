package forkshell.bench;

import forkshell.jvm.OwnClassPath;
import forkshell.jvm.RecommendedFlags;
import forkshell.process.Scratch;
import forkshell.server.Design;
import forkshell.server.ServerModels;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The programs to be compared, ready to run: C's compiled where there is a compiler, Python's where
 * there is python3. Closing deletes their files.
 */
final class Programs implements AutoCloseable {
    private static final int COMPILE_TIMEOUT_SECONDS = 60;

    private final Scratch scratch = new Scratch();
    private final boolean c;
    private final boolean python;

    Programs() {
        try {
            Files.writeString(scratch.directory().resolve("subject.c"), CSubject.text());
            unpack("subject.py");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        c = works("cc", "-O2", "-pthread", "-o", path("subject"), path("subject.c"));
        python = works("python3", "-c", "import socketserver");
    }

    private void unpack(String name) throws IOException {
        try (InputStream in = Programs.class.getResourceAsStream("/bench/" + name)) {
            Files.copy(in, scratch.directory().resolve(name));
        }
    }

    private String path(String name) {
        return scratch.directory().resolve(name).toString();
    }

    private static boolean works(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(COMPILE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            throw new BenchmarkException("the benchmark was stopped");
        }
    }

    /** Returns the servers that can run here, C's first, then forkshell's, then Python's. */
    List<MeasuredServer> subjects(String name) {
        List<MeasuredServer> subjects = new ArrayList<>();
        if (c && design(name).filter(Design::inC).isPresent()) {
            subjects.add(new MeasuredServer(MeasuredServer.C, name));
        }
        subjects.add(new MeasuredServer(MeasuredServer.FORKSHELL, name));
        if (python && design(name).filter(Design::inPython).isPresent()) {
            subjects.add(new MeasuredServer(MeasuredServer.PYTHON, name));
        }
        return subjects;
    }

    /** An unknown design is no error here: its server says so when it is started. */
    private static Optional<Design> design(String name) {
        return ServerModels.designs().stream().filter(d -> d.name().equals(name)).findFirst();
    }

    /** Starts a subject with one of its commands: {@code serve DESIGN}, {@code fork N}, ... */
    Subprocess start(MeasuredServer subject, String command, String argument) {
        ProcessBuilder builder =
                switch (subject.language()) {
                    case MeasuredServer.C -> new ProcessBuilder(path("subject"));
                    case MeasuredServer.PYTHON -> new ProcessBuilder("python3", path("subject.py"));
                    default -> forkshell(subject.design());
                };
        builder.command().addAll(List.of(command, argument));
        return new Subprocess(command, builder);
    }

    private static ProcessBuilder forkshell(String name) {
        List<String> options =
                design(name).map(Design::jvmOptions).orElseGet(RecommendedFlags::options);
        ProcessBuilder builder = RecommendedFlags.jvm(options);
        builder.command().addAll(List.of("-cp", OwnClassPath.get(), JavaSubject.class.getName()));
        return builder;
    }

    /** Starts the load generator, in a JVM with default flags. */
    static Subprocess load() {
        return new Subprocess(
                "the load generator",
                new ProcessBuilder(
                        RecommendedFlags.java(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        OwnClassPath.get(),
                        LoadGenerator.class.getName()));
    }

    @Override
    public void close() {
        scratch.close();
    }
}
