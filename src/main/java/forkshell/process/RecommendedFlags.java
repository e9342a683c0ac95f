package forkshell.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How to start a JVM that forks often: the options and the environment that make its children cheap
 * and keep locks of other threads out of their way. A JVM started otherwise forks, too; more of its
 * attempts are lost and made again.
 */
public final class RecommendedFlags {
    /** Compiles after a tenth of the usual calls. */
    static final String EARLY_COMPILATION = "-XX:CompileThresholdScaling=0.1";

    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-Xshare:auto",
                    // The class data archive where it wants to be: moved, it is 6 MB more to copy.
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    "-Xms96m",
                    "-Xmn64m",
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED");

    private static final List<String> INTERPRETER = List.of("-Xint");

    /** Nothing but forkshell's own code is compiled, so that nobody compiles at the fork. */
    private static final List<String> COMPILER =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    EARLY_COMPILATION,
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=compileonly,forkshell*::*");

    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1");

    private RecommendedFlags() {}

    /**
     * The options for java(1): no collector, compiler or sampler thread that a child would miss.
     */
    public static List<String> options() {
        return with(INTERPRETER);
    }

    /**
     * The same for a server whose children are few and live long: forkshell's own code is compiled
     * before they are forked. A connection costs them half as much; a child costs 0.4 MB more, for
     * the counters by which a JVM finds out what to compile.
     */
    public static List<String> optionsForWorkers() {
        return with(COMPILER);
    }

    private static List<String> with(List<String> more) {
        return Stream.concat(OPTIONS.stream(), more.stream()).toList();
    }

    /** What to add to the environment: a malloc(3) with one arena has fewer pages to copy. */
    public static Map<String, String> environment() {
        return ENVIRONMENT;
    }

    /** The program java(1) of the running JDK. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * A JVM of the running JDK with {@code options}, not yet started; the caller adds arguments,
     * starts it and waits for it.
     */
    public static ProcessBuilder jvm(List<String> options) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(java());
        builder.command().addAll(options);
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }
}
