package forkshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import forkshell.testing.Strace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code trace(true)} says, against what strace(1) saw in the same run. */
@Timeout(120)
class TraceAgainstStraceTest {
    private static final Pattern TRACED = Pattern.compile("\\[pid (\\d+)\\] (\\w+\\(.*\\) = .*)");
    private static final Pattern SOCKET_CALL =
            Pattern.compile(
                    "(socket|bind|listen|accept4|sendto|recvfrom|connect|shutdown|getsockname"
                            + "|setsockopt|getsockopt)\\(.*");

    @TempDir static Path directory;

    private static Map<Long, List<String>> traced;
    private static Map<Long, List<String>> seen;

    @BeforeAll
    static void runOnce() throws IOException {
        Strace strace = new Strace(directory);
        List<String> words =
                strace.of(
                        JavaProgram.commandLine(
                                TracedProgram.class, List.of("-Xint", "-XX:+UseSerialGC")));
        Command.Outcome outcome = Command.of(words).run(Duration.ofSeconds(100));
        outcome.succeeded();
        traced = byProcess(outcome.err());
        seen = strace.callsOf(traced.keySet());
    }

    private static Map<Long, List<String>> byProcess(String err) {
        Map<Long, List<String>> lines = new LinkedHashMap<>();
        err.lines()
                .map(TRACED::matcher)
                .filter(Matcher::matches)
                .forEach(
                        m ->
                                lines.computeIfAbsent(
                                                Long.valueOf(m.group(1)), p -> new ArrayList<>())
                                        .add(m.group(2)));
        return lines;
    }

    @Test
    void everyTracedCallOfEveryProcessIsInStracesOutputInTheSameOrder() {
        assertEquals(6, traced.size(), "the parent and its children: " + traced.keySet());
        List<String> missing = new ArrayList<>();
        traced.forEach((pid, lines) -> missing.addAll(missing(pid, lines, seen.get(pid))));
        assertEquals(List.of(), missing);
    }

    private static List<String> missing(long pid, List<String> lines, List<String> calls) {
        List<String> missing = new ArrayList<>();
        int next = 0;
        for (String line : lines) {
            int found = calls.subList(next, calls.size()).indexOf(line);
            if (found < 0) {
                missing.add(pid + " " + line + " -- strace: " + like(line, calls, next));
            } else {
                next += found + 1;
            }
        }
        return missing;
    }

    /** The next calls of the same name, to see the difference. */
    private static List<String> like(String line, List<String> calls, int from) {
        String name = line.substring(0, line.indexOf('(') + 1);
        return calls.subList(from, calls.size()).stream()
                .filter(call -> call.startsWith(name))
                .limit(3)
                .toList();
    }

    @Test
    void everySocketCallThatStraceSawIsTraced() {
        assertTrue(traced.values().stream().flatMap(List::stream).count() > 100);
        traced.forEach(
                (pid, lines) -> {
                    List<String> ours = socketCalls(lines);
                    assertEquals(sinceFirst(ours, socketCalls(seen.get(pid))), ours);
                });
    }

    /** Without what the JDK called while it was starting. */
    private static List<String> sinceFirst(List<String> ours, List<String> calls) {
        return ours.isEmpty() ? calls : calls.subList(calls.indexOf(ours.get(0)), calls.size());
    }

    private static List<String> socketCalls(List<String> calls) {
        return calls.stream().filter(call -> SOCKET_CALL.matcher(call).matches()).toList();
    }
}
