package forkshell.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * How long the console takes from its start to the prompt, and to the value of a first snippet that
 * is typed at once, beside {@code jshell} of the same JDK. Each runs on a pseudo-terminal of
 * script(1); the two take turns.
 */
public final class ConsoleStart {
    private static final String PROMPT = "shell> ";
    private static final String SNIPPET = "6 * 7\r";
    private static final String VALUE = "==> 42";
    private static final String EXIT = "/exit\r";
    private static final int TIMEOUT_SECONDS = 60;

    private final Path home;
    private final String jshell;
    private final String ours;

    private record Seconds(double toPrompt, double toValue) {}

    /**
     * @param classPath of the console
     * @param mainClass that opens it
     * @param home a directory for what the two remember
     */
    public ConsoleStart(String classPath, String mainClass, Path home) {
        this.home = home;
        String bin = Path.of(System.getProperty("java.home"), "bin") + "/";
        jshell = bin + "jshell -J-Djava.util.prefs.userRoot=" + home;
        ours = bin + "java -cp " + classPath + " " + mainClass;
        if (!Files.isExecutable(Path.of(bin, "jshell"))) {
            throw new BenchmarkException("There is no " + bin + "jshell to compare with.");
        }
    }

    /**
     * Measures in rounds, after one that does not count; blocks for some seconds each.
     *
     * @return a table
     */
    public String compare(int rounds) throws IOException {
        List<Seconds> theirs = new ArrayList<>();
        List<Seconds> own = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            theirs.add(measure(jshell));
            own.add(measure(ours));
        }
        theirs.remove(0);
        own.remove(0);
        return String.format(
                        "%-22s %9s %11s %7s%n",
                        "start of the console", "jshell", "forkshell", "ratio")
                + line("to the prompt", theirs, own, Seconds::toPrompt)
                + line("to the first value", theirs, own, Seconds::toValue);
    }

    private static String line(
            String what, List<Seconds> theirs, List<Seconds> own, ToDoubleFunction<Seconds> part) {
        double[] ratios = new double[own.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = part.applyAsDouble(own.get(i)) / part.applyAsDouble(theirs.get(i));
        }
        return String.format(
                Locale.ROOT,
                "%-22s %7.2f s %9.2f s %7.2f%n",
                what,
                median(theirs.stream().mapToDouble(part).toArray()),
                median(own.stream().mapToDouble(part).toArray()),
                median(ratios));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    private Seconds measure(String command) throws IOException {
        long start = System.nanoTime();
        Process program = start(command);
        CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .execute(program::destroyForcibly);
        try (InputStream screen = program.getInputStream()) {
            await(screen, PROMPT, command);
            double toPrompt = secondsSince(start);
            type(program, SNIPPET);
            await(screen, VALUE, command);
            double toValue = secondsSince(start);
            type(program, EXIT);
            screen.readAllBytes();
            return new Seconds(toPrompt, toValue);
        } finally {
            program.destroy();
        }
    }

    private Process start(String command) throws IOException {
        String onScreen = "stty rows 24 cols 80; exec " + command;
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qfec", onScreen, "/dev/null")
                        .redirectErrorStream(true);
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().put("XDG_STATE_HOME", home.toString());
        return builder.start();
    }

    private static void type(Process program, String keys) throws IOException {
        program.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        program.getOutputStream().flush();
    }

    private static void await(InputStream screen, String text, String command) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(text, seen.length() - text.length()) < 0) {
            int next = screen.read();
            if (next < 0) {
                throw new BenchmarkException(
                        command + " ended, or took " + TIMEOUT_SECONDS + " s.");
            }
            seen.append((char) next);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
