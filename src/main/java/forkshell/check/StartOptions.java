package forkshell.check;

import forkshell.strace.Launch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start a program; each call gives a new value.
 *
 * @param words the command line
 * @param terminal the terminal that takes its stdout; {@code null} for a file
 * @param muchMemory whether it may have as much memory as there is
 * @param traced whether it runs under strace(1)
 * @param stacks whether strace notes the callers of each call
 * @param injections the faults that strace injects, as its {@code -e inject=} says them
 */
record StartOptions(
        Program program,
        List<String> words,
        int port,
        Path terminal,
        boolean muchMemory,
        boolean traced,
        boolean stacks,
        List<String> injections) {

    StartOptions(Program program, int port) {
        this(program, program.at(port), port, null, false, false, false, List.of());
    }

    StartOptions words(List<String> others) {
        return new StartOptions(
                program, others, port, terminal, muchMemory, traced, stacks, injections);
    }

    StartOptions onto(Path file) {
        return new StartOptions(program, words, port, file, muchMemory, traced, stacks, injections);
    }

    StartOptions withMuchMemory() {
        return new StartOptions(program, words, port, terminal, true, traced, stacks, injections);
    }

    StartOptions underStrace(boolean withStacks) {
        return new StartOptions(
                program, words, port, terminal, muchMemory, true, withStacks, injections);
    }

    StartOptions injecting(String fault) {
        return new StartOptions(
                program, words, port, terminal, muchMemory, true, stacks, List.of(fault));
    }

    /** Starts it; its output goes into files of {@code directory} with this number. */
    Instance run(Sandbox sandbox, Path directory, int number, Pace pace) throws IOException {
        CapturedOutput out = new CapturedOutput(directory.resolve("out" + number));
        CapturedOutput err = new CapturedOutput(directory.resolve("err" + number));
        Path trace = directory.resolve("trace" + number);
        List<String> line = traced ? underStrace(redirected(), trace) : redirected();
        ProcessBuilder builder =
                new ProcessBuilder(sandbox.around(line, muchMemory))
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(out.file().toFile())
                        .redirectError(err.file().toFile());
        builder.environment().putAll(program.environment());
        sandbox.mark(builder);
        return new Instance(builder.start(), sandbox, pace, port, out, err, trace);
    }

    private List<String> underStrace(List<String> line, Path trace) {
        Launch launch = Launch.of(program.name());
        for (String injection : injections) {
            launch = launch.inject(injection);
        }
        launch = stacks ? launch.withStacks() : launch;
        List<String> all = new ArrayList<>(launch.strace(trace.toString()));
        all.addAll(line);
        return all;
    }

    /** By a shell, which leads the session already, so that this process gets no terminal. */
    private List<String> redirected() {
        if (terminal == null) {
            return words;
        }
        List<String> shell =
                new ArrayList<>(List.of("sh", "-c", "exec \"$@\" > " + terminal, "sh"));
        shell.addAll(words);
        return shell;
    }
}
