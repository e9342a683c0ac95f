package forkshell.observe;

import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.strace.ProgramFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A program and its arguments as somebody typed them, {@code {port}} replaced by a free port.
 *
 * @param port the port that it is asked to listen on; empty when no argument looks like one
 */
record CommandLine(List<String> words, OptionalInt port) {
    private static final String PORT = "{port}";

    /**
     * @throws SystemCallException with a sentence, when the program cannot be executed
     */
    static CommandLine of(String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(program));
        words.addAll(List.of(arguments));
        check(words);
        boolean free = words.stream().anyMatch(word -> word.contains(PORT));
        int port = free ? freePort() : 0;
        words.replaceAll(word -> word.replace(PORT, Integer.toString(port)));
        return new CommandLine(words, free ? OptionalInt.of(port) : portAmong(List.of(arguments)));
    }

    private static OptionalInt portAmong(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.matches("\\d{1,5}"))
                .mapToInt(Integer::parseInt)
                .filter(number -> number > 0 && number <= 0xffff)
                .reduce((first, second) -> second);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(List<String> words) {
        ProgramFile file = ProgramFile.of(words.get(0));
        file.objection()
                .ifPresent(
                        objection -> {
                            throw new SystemCallException(
                                    "server",
                                    String.join(", ", words),
                                    errno(objection),
                                    advice(objection, file));
                        });
    }

    private static Errno errno(ProgramFile.Objection objection) {
        return switch (objection) {
            case NOT_FOUND -> Errno.ENOENT;
            case DIRECTORY, NOT_EXECUTABLE -> Errno.EACCES;
            case NO_PROGRAM, OTHER_MACHINE -> Errno.ENOEXEC;
        };
    }

    private static String advice(ProgramFile.Objection objection, ProgramFile file) {
        boolean source = file.path().toString().endsWith(".c");
        return switch (objection) {
            case NOT_FOUND -> Sentences.text("not.found", file.path());
            case DIRECTORY -> Sentences.text("directory", file.path());
            case NOT_EXECUTABLE, NO_PROGRAM ->
                    Sentences.text(
                            source
                                    ? "source"
                                    : objection == ProgramFile.Objection.NO_PROGRAM
                                            ? "no.program"
                                            : "not.executable",
                            file.path());
            case OTHER_MACHINE ->
                    Sentences.text(
                            "other.machine",
                            file.path(),
                            file.machine(),
                            System.getProperty("os.arch"));
        };
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
