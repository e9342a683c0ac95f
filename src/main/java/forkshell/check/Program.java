package forkshell.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A program to check, ready to run.
 *
 * @param name as its author calls it
 * @param words the command line, with {@code {port}} where the port belongs
 * @param environment variables of its own
 */
record Program(String name, List<String> words, Map<String, String> environment) {
    static final String PORT = "{port}";

    List<String> at(int port) {
        return with(Integer.toString(port));
    }

    /** Returns the command line with {@code port} for the port, which need not be one. */
    List<String> with(String port) {
        return words.stream().map(word -> word.replace(PORT, port)).toList();
    }

    /** Returns the program's name alone. */
    List<String> withoutArguments() {
        return words.subList(0, 1);
    }

    boolean takesPort() {
        return words.stream().skip(1).anyMatch(word -> word.contains(PORT));
    }

    Program executing(Path executable, Map<String, String> variables) {
        List<String> others =
                Stream.concat(Stream.of(executable.toString()), words.stream().skip(1)).toList();
        return new Program(name, others, variables);
    }
}
