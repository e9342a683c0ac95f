package forkshell.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a JVM that forks often: the options and the environment that make its children cheap
 * and keep locks of other threads out of their way. A JVM started otherwise forks, too; more of its
 * attempts are lost and made again.
 */
public final class RecommendedFlags {
    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-Xint",
                    "-XX:-UsePerfData",
                    "-Xshare:auto",
                    // The class data archive where it wants to be: moved, it is 6 MB more to copy.
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    "-Xms96m",
                    "-Xmn64m",
                    "-Xmx512m",
                    "--enable-native-access=ALL-UNNAMED");

    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1");

    private RecommendedFlags() {}

    /**
     * The options for java(1): no collector, compiler or sampler thread that a child would miss.
     */
    public static List<String> options() {
        return OPTIONS;
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
     * A JVM of the running JDK with these flags, not yet started; the caller adds arguments, starts
     * it and waits for it.
     */
    public static ProcessBuilder jvm() {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(java());
        builder.command().addAll(OPTIONS);
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }
}
