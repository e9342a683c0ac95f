package forkshell.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is checked: a program, and its sources where there are some.
 *
 * @param program ready to run; its executable does not exist when the compilation failed
 * @param sources empty for a program
 * @param compilation what the compiler said, {@code null} without sources
 */
record Subject(Program program, List<Path> sources, Compiler.Outcome compilation) {

    static Subject of(Program program) {
        return new Subject(program, List.of(), null);
    }

    /** Compiles {@code sources} into {@code directory}. */
    static Subject compiled(String name, List<Path> sources, List<String> arguments, Path directory)
            throws IOException {
        Path executable = directory.resolve("program");
        Compiler.Outcome outcome = Compiler.compile(sources, executable, List.of());
        List<String> words =
                Stream.concat(Stream.of(executable.toString()), arguments.stream()).toList();
        return new Subject(new Program(name, words, Map.of()), sources, outcome);
    }

    boolean isSource() {
        return !sources.isEmpty();
    }

    boolean canRun() {
        return compilation == null || compilation.succeeded();
    }
}
