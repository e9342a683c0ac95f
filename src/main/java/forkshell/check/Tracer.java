package forkshell.check;

import forkshell.strace.LineParser;
import forkshell.strace.TraceLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** strace(1), where it is there and may be used. */
final class Tracer {
    /** How a line of strace begins among other evidence. */
    static final String MARK = "strace: ";

    private static final int LIMIT_SECONDS = 30;
    private static final int LAST_LINES = 6;

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
     * Returns what a trace is evidence of: the calls that were made to fail, and the last lines.
     */
    static List<String> evidence(Path trace) {
        List<TraceLine> lines = read(trace);
        List<TraceLine> injected =
                lines.stream().filter(line -> line.text().contains("(INJECTED)")).limit(2).toList();
        List<TraceLine> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return Stream.concat(injected.stream(), last.stream())
                .distinct()
                .map(line -> MARK + line.pid() + " " + line.text())
                .toList();
    }

    private static List<TraceLine> read(Path trace) {
        List<TraceLine> lines = new ArrayList<>();
        LineParser parser = new LineParser(0, false, lines::add);
        try (BufferedReader in = Files.newBufferedReader(trace, StandardCharsets.ISO_8859_1)) {
            in.lines().forEach(parser::take);
        } catch (IOException nothingWritten) {
            return List.of();
        }
        return lines;
    }
}
