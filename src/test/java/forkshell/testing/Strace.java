package forkshell.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A run under strace(1), one file for each thread, so that no line is cut in two. */
public final class Strace {
    private static final String CALLS =
            "network,read,write,close,poll,ppoll,pipe2,dup2,dup3,/^clone,fork,vfork,wait4,kill,"
                    + "mmap,pidfd_open,exit_group,openat,fcntl,rt_sigaction,rt_sigprocmask";
    private static final Pattern LINE = Pattern.compile("(\\d+\\.\\d+) (\\w+\\(.*\\)) += (.*)");

    private final Path directory;

    private record Call(String time, String text) {}

    /** {@code directory}, which is empty, takes its files. */
    public Strace(Path directory) {
        this.directory = directory;
    }

    /** The command line that runs {@code words} under strace. */
    public List<String> of(List<String> words) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "strace",
                                "-ff",
                                "-ttt",
                                "--seccomp-bpf",
                                "-qqq",
                                "-e",
                                "signal=none",
                                "-e",
                                "trace=" + CALLS,
                                "-o",
                                directory + "/of"));
        all.addAll(words);
        return all;
    }

    /**
     * The calls of each process in the order in which they began, with the C library's names. The
     * first of {@code processes} is the JVM: the files of all its threads are its.
     */
    public Map<Long, List<String>> callsOf(Set<Long> processes) throws IOException {
        long jvm = processes.iterator().next();
        Map<Long, List<Call>> calls = new HashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                long task = Long.parseLong(name.substring(name.indexOf('.') + 1));
                calls.computeIfAbsent(processes.contains(task) ? task : jvm, p -> new ArrayList<>())
                        .addAll(callsIn(file));
            }
        }
        Map<Long, List<String>> sorted = new HashMap<>();
        calls.forEach((process, list) -> sorted.put(process, inOrder(list)));
        return sorted;
    }

    private static List<String> inOrder(List<Call> calls) {
        return calls.stream().sorted(Comparator.comparing(Call::time)).map(Call::text).toList();
    }

    private static List<Call> callsIn(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1)
                .lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(m -> new Call(m.group(1), inC(m.group(2)) + " = " + m.group(3)))
                .toList();
    }

    /** The C library's function for a system call. */
    private static String inC(String call) {
        return call.replaceFirst("^(clone|clone3|vfork)\\(.*", "fork()")
                .replaceFirst("^exit_group\\(", "_exit(")
                .replaceFirst("sa_flags=SA_RESTORER, sa_restorer=0x\\w+", "sa_flags=0")
                .replaceFirst(
                        "sa_flags=SA_RESTORER\\|([A-Z_|]+), sa_restorer=0x\\w+", "sa_flags=$1");
    }
}
