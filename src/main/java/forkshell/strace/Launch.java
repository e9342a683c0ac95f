package forkshell.strace;

import java.io.IOException;
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
 * @param output the file that takes the program's stdout; null where it is read
 * @param traced whether strace runs it; without, nothing is told but what it prints
 */
public record Launch(
        List<String> words,
        List<String> prefix,
        List<String> injections,
        boolean stacks,
        Path output,
        boolean traced) {
    /** The calls that tell what a server does; those behind a question mark not everywhere. */
    private static final String CALLS =
            "%process,%network,%signal,setsid,close,?close_range,read,write,readv,writev,sendfile,"
                    + "splice,dup,?dup2,?dup3";

    public static Launch of(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(List.of(arguments));
        return new Launch(words, List.of(), List.of(), false, null, true);
    }

    /**
     * Has calls fail, as strace's {@code -e inject=} says: {@code
     * accept,accept4:error=EMFILE:when=3}. May be said again for other calls.
     */
    public Launch inject(String what) {
        List<String> all = new ArrayList<>(injections);
        all.add(what);
        return new Launch(words, prefix, List.copyOf(all), stacks, output, traced);
    }

    /** Notes the callers of each call. Slow. */
    public Launch withStacks() {
        return new Launch(words, prefix, injections, true, output, traced);
    }

    /** Has another program execute strace: {@code prlimit --nofile=20}. */
    public Launch under(String... executor) {
        return new Launch(words, List.of(executor), injections, stacks, output, traced);
    }

    /** Sends the program's stdout into a file, as {@code >} in a shell does. */
    public Launch outputTo(Path file) {
        return new Launch(words, prefix, injections, stacks, file, traced);
    }

    /** Runs the program without strace, where that is missing or may not trace. */
    public Launch untraced() {
        return new Launch(words, prefix, injections, stacks, output, false);
    }

    /**
     * @throws IOException when strace, or the first word of the prefix, is missing
     */
    void requireInstalled() throws IOException {
        List<String> needed = new ArrayList<>(prefix.subList(0, Math.min(1, prefix.size())));
        if (traced) {
            needed.add("strace");
        }
        for (String name : needed) {
            if (!ProgramFile.isInstalled(name)) {
                throw new IOException(name + " is not installed");
            }
        }
    }

    /**
     * Returns the command line. strace has a session of its own, so that no terminal's Ctrl-C
     * reaches it; the program has another one, so that a signal to its own group spares strace.
     *
     * @param log the file that takes strace's lines
     */
    List<String> commandLine(String log) {
        List<String> line = new ArrayList<>(prefix);
        line.add("setsid");
        if (traced) {
            line.addAll(strace(log));
            line.add("setsid");
        }
        line.addAll(words);
        return line;
    }

    /** Returns the words of strace that stand before those of the program. */
    public List<String> strace(String log) {
        List<String> line = new ArrayList<>();
        line.addAll(List.of("strace", "-f", "-q", "-ttt", "-T", "-yy", "--seccomp-bpf"));
        if (stacks) {
            line.add("-k");
        }
        line.addAll(List.of("-e", "trace=" + CALLS));
        injections.forEach(what -> line.addAll(List.of("-e", "inject=" + what)));
        line.addAll(List.of("-o", log, "--"));
        return line;
    }
}
