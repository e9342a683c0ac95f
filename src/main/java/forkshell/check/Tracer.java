package forkshell.check;

import forkshell.strace.Call;
import forkshell.strace.LineParser;
import forkshell.strace.ProcessEnd;
import forkshell.strace.TraceLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** strace(1), where it is there and may be used. */
final class Tracer {
    /** How a line of strace begins among other evidence. */
    static final String MARK = "strace: ";

    private static final int LIMIT_SECONDS = 30;
    private static final int LAST_LINES = 6;
    private static final Set<String> CRASHES =
            Set.of("SIGSEGV", "SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSYS");

    private Tracer() {}

    /** Returns the key of the text that says why there is no strace here; empty when there is. */
    static String objection() {
        try {
            Process process =
                    new ProcessBuilder("strace", "-o", "/dev/null", "--", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? "" : "ptrace.forbidden";
        } catch (IOException absent) {
            return "strace.missing";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pace.Stopped();
        }
    }

    /**
     * Returns what a trace is evidence of: the calls that were made to fail, what led to a crash,
     * and the last lines; with the lines of the source where they are known.
     */
    static List<String> evidence(Path trace, Subject subject) {
        List<TraceLine> lines = read(trace);
        Set<TraceLine> telling = new HashSet<>(last(lines));
        lines.stream()
                .filter(line -> line instanceof Call call && call.injected())
                .limit(2)
                .forEach(telling::add);
        lines.stream()
                .filter(line -> line instanceof ProcessEnd end && CRASHES.contains(end.signal()))
                .limit(1)
                .forEach(crash -> telling.addAll(last(of(crash.pid(), lines))));
        List<TraceLine> shown = lines.stream().filter(telling::contains).toList();
        Map<TraceLine, String> places = SourceLines.of(shown, subject);
        return shown.stream()
                .map(line -> MARK + line.pid() + " " + line.text() + places.getOrDefault(line, ""))
                .toList();
    }

    private static List<TraceLine> of(int pid, List<TraceLine> lines) {
        return lines.stream().filter(line -> line.pid() == pid).toList();
    }

    private static List<TraceLine> last(List<TraceLine> lines) {
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    /** All that strace has told up to now; nothing without it. */
    static List<TraceLine> read(Path trace) {
        List<TraceLine> lines = new ArrayList<>();
        LineParser parser = new LineParser(LineParser.clockNow(), true, lines::add);
        try (BufferedReader in = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            in.lines().forEach(parser::take);
        } catch (IOException nothingWritten) {
            return List.of();
        }
        parser.flush();
        return lines;
    }
}
