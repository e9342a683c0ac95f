package forkshell.strace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What to run under strace(1), and how; each call gives a new value.
 *
 * @param words the program and its arguments
 * @param prefix words before strace, of a program that executes the rest: {@code prlimit
 *     --nofile=20}
 * @param injections values of strace's {@code -e inject=}
 * @param stacks whether each call tells its callers, {@code -k}
 * @param output the file that takes the program's stdout; null where it is read with the trace
 */
public record Launch(
        List<String> words,
        List<String> prefix,
        List<String> injections,
        boolean stacks,
        Path output) {
    /** The calls that tell what a server does; those behind a question mark not everywhere. */
    private static final String CALLS =
            "%process,%network,%signal,close,?close_range,read,write,readv,writev,sendfile,splice,"
                    + "dup,?dup2,?dup3";

    public static Launch of(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(List.of(arguments));
        return new Launch(words, List.of(), List.of(), false, null);
    }

    /**
     * Has calls fail, as strace's {@code -e inject=} says: {@code
     * accept,accept4:error=EMFILE:when=3}. May be said again for other calls.
     */
    public Launch inject(String what) {
        List<String> all = new ArrayList<>(injections);
        all.add(what);
        return new Launch(words, prefix, List.copyOf(all), stacks, output);
    }

    /** Notes the callers of each call. Slow. */
    public Launch withStacks() {
        return new Launch(words, prefix, injections, true, output);
    }

    /** Has another program execute strace: {@code prlimit --nofile=20}. */
    public Launch under(String... executor) {
        return new Launch(words, List.of(executor), injections, stacks, output);
    }

    /** Sends the program's stdout into a file, as {@code >} in a shell does. */
    public Launch outputTo(Path file) {
        return new Launch(words, prefix, injections, stacks, file);
    }

    /**
     * The command line.
     *
     * @param log the file that takes strace's lines
     */
    List<String> commandLine(String log) {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of("strace", "-f", "-q", "-ttt", "-T", "-yy", "--seccomp-bpf"));
        if (stacks) {
            line.add("-k");
        }
        line.addAll(List.of("-e", "trace=" + CALLS));
        injections.forEach(what -> line.addAll(List.of("-e", "inject=" + what)));
        line.addAll(List.of("-o", log, "--"));
        line.addAll(words);
        return line;
    }
}
