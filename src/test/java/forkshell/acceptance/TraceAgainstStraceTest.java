package forkshell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import forkshell.testing.Strace;
import java.io.IOException;
import java.nio.file.Files;
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

    private static Run oneByOne;
    private static Run loop;

    /** The lines of each process: ours, and strace's. */
    private record Run(Map<Long, List<String>> traced, Map<Long, List<String>> seen) {}

    @BeforeAll
    static void runBoth() throws IOException {
        oneByOne = run("oneByOne");
        loop = run("loop");
    }

    private static Run run(String scenario) throws IOException {
        Strace strace = new Strace(Files.createDirectory(directory.resolve(scenario)));
        List<String> java =
                JavaProgram.commandLine(TraceScenario.class, List.of("-Xint", "-XX:+UseSerialGC"));
        java.add(scenario);
        Command.Outcome outcome = Command.of(strace.of(java)).run(Duration.ofSeconds(50));
        outcome.succeeded();
        Map<Long, List<String>> traced = byProcess(outcome.err());
        return new Run(traced, strace.callsOf(traced.keySet()));
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
        assertEquals(9, oneByOne.traced.size(), "processes " + oneByOne.traced.keySet());
        List<String> missing = new ArrayList<>();
        oneByOne.traced.forEach(
                (pid, lines) -> missing.addAll(missing(pid, lines, oneByOne.seen.get(pid))));
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

    /** The next calls that begin alike, to see the difference. */
    private static List<String> like(String line, List<String> calls, int from) {
        String name = line.split("[,)]", 2)[0];
        return calls.subList(from, calls.size()).stream()
                .filter(call -> call.startsWith(name))
                .limit(3)
                .toList();
    }

    @Test
    void everySocketCallThatStraceSawIsTraced() {
        assertTrue(oneByOne.traced.values().stream().flatMap(List::stream).count() > 100);
        oneByOne.traced.forEach(
                (pid, lines) -> {
                    List<String> ours = socketCalls(lines);
                    assertEquals(sinceFirst(ours, socketCalls(oneByOne.seen.get(pid))), ours);
                });
    }

    /**
     * Threads that work at the same time tell their calls in no particular order. A child that
     * wedged before it was ready, and was forked again, is traced like the rest.
     */
    @Test
    void ofARunningAcceptLoopTheTraceTellsTheCallsThatStraceSaw() {
        assertTrue(loop.traced.size() >= 6, "the parent and five children");
        loop.traced.forEach(
                (pid, lines) -> {
                    List<String> calls = new ArrayList<>(loop.seen.get(pid));
                    lines.forEach(
                            line ->
                                    assertTrue(
                                            calls.remove(line) || calls.remove(restarted(line)),
                                            () -> pid + " " + line + like(line, calls, 0)));
                    List<String> ours = socketCalls(lines);
                    List<String> all = sinceFirst(ours, socketCalls(loop.seen.get(pid)));
                    assertEquals(all.stream().sorted().toList(), ours.stream().sorted().toList());
                });
    }

    /**
     * What strace saw if a stop interrupted the call: restart_syscall(2) is none that it traces.
     */
    private static String restarted(String line) {
        return line.substring(0, line.indexOf(") = ") + 4)
                + "? ERESTART_RESTARTBLOCK (Interrupted by signal)";
    }

    /** Without what the JDK called while it was starting. */
    private static List<String> sinceFirst(List<String> ours, List<String> calls) {
        return ours.isEmpty() ? calls : calls.subList(calls.indexOf(ours.get(0)), calls.size());
    }

    private static List<String> socketCalls(List<String> calls) {
        return calls.stream().filter(call -> SOCKET_CALL.matcher(call).matches()).toList();
    }
}
