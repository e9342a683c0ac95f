package forkshell.check;

import forkshell.process.Scratch;
import forkshell.strace.ProgramFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A C source, a program, or a folder with one of them, that somebody hands in, ready to be checked.
 * Closing it deletes what was compiled.
 */
public final class Submission implements AutoCloseable {
    private final Scratch scratch = new Scratch();
    private final Subject subject;

    private Submission(Path what, List<String> arguments) throws IOException {
        try {
            subject = subject(what, arguments);
        } catch (IOException | RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    private Subject subject(Path what, List<String> arguments) throws IOException {
        if (Files.isDirectory(what)) {
            return folder(what, arguments);
        }
        return isSource(what) ? source(what, arguments) : program(what, arguments);
    }

    /**
     * Takes {@code what}, a file, a folder or the name of an installed program, and compiles it
     * when it is a source.
     *
     * @param arguments of the program, with {@code {port}} for the port
     * @throws CheckException when there is no such thing, or it cannot run here
     * @throws IOException when no file can be written
     */
    public static Submission of(Path what, List<String> arguments) throws IOException {
        return new Submission(what, arguments);
    }

    public static boolean isSource(Path file) {
        return file.toString().endsWith(".c");
    }

    Subject subject() {
        return subject;
    }

    private Subject source(Path source, List<String> arguments) throws IOException {
        if (!Files.exists(source)) {
            throw CheckException.of("file.missing", source);
        }
        if (!Files.isReadable(source)) {
            throw CheckException.of("file.unreadable", source);
        }
        return compiled(source, List.of(source), arguments);
    }

    private Subject compiled(Path name, List<Path> sources, List<String> arguments)
            throws IOException {
        if (!Compiler.isThere()) {
            throw CheckException.of("compiler.missing");
        }
        return Subject.compiled(name.toString(), sources, arguments, scratch.directory());
    }

    private static Subject program(Path what, List<String> arguments) {
        String name = Files.exists(what) ? what.toAbsolutePath().toString() : what.toString();
        ProgramFile file = ProgramFile.of(name);
        file.objection().ifPresent(objection -> refuse(what, file, objection));
        List<String> words =
                Stream.concat(Stream.of(file.path().toString()), arguments.stream()).toList();
        return Subject.of(new Program(what.toString(), words, Map.of()));
    }

    private static void refuse(Path what, ProgramFile file, ProgramFile.Objection objection) {
        switch (objection) {
            case NOT_EXECUTABLE -> throw CheckException.of("program.not.executable", what);
            case NO_PROGRAM -> throw CheckException.of("program.no.format", what);
            case OTHER_MACHINE ->
                    throw CheckException.of("program.other.machine", what, file.machine());
            default -> throw CheckException.of("file.missing", what);
        }
    }

    /** The program of a folder: its sources together, or else the only file that can run. */
    private Subject folder(Path folder, List<String> arguments) throws IOException {
        List<Path> sources = files(folder, Submission::isSource);
        if (!sources.isEmpty()) {
            return compiled(folder, sources, arguments);
        }
        List<Path> programs = files(folder, Files::isExecutable);
        if (programs.size() != 1) {
            throw CheckException.of("folder.unclear", folder);
        }
        return program(programs.get(0), arguments);
    }

    private static List<Path> files(Path folder, Predicate<Path> kind) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).filter(kind).sorted().toList();
        }
    }

    @Override
    public void close() {
        scratch.close();
    }
}
