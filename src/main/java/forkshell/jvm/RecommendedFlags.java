package forkshell.jvm;

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

    /**
     * A JVM up to 18 touches so many pages below its stack at each call, 20 unless told otherwise,
     * and each child has to copy them. On Windows it is content with 7; other processors than this
     * allow no less than 20.
     */
    private static final List<String> STACK =
            System.getProperty("os.arch").equals("amd64")
                    ? List.of("-XX:StackShadowPages=10")
                    : List.of();

    private static final List<String> INTERPRETER = List.of("-Xint");

    /**
     * Nothing but forkshell's own code and its way to C is compiled, so that nobody compiles at the
     * fork.
     */
    private static final List<String> COMPILER =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=compileonly,forkshell*::*",
                    "-XX:CompileCommand=compileonly,com.sun.jna*::*");

    private static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1");

    private RecommendedFlags() {}

    /**
     * Returns the options for java(1): no collector, compiler or sampler thread that a child would
     * miss.
     */
    public static List<String> options() {
        return with(INTERPRETER);
    }

    /**
     * Returns the same for a server whose children are few and live long: forkshell's own code is
     * compiled before they are forked. A connection costs them half as much; a child costs 0.4 MB
     * more, for the counters by which a JVM finds out what to compile.
     */
    public static List<String> optionsForWorkers() {
        return with(COMPILER);
    }

    private static List<String> with(List<String> more) {
        return Stream.of(OPTIONS, STACK, more).flatMap(List::stream).toList();
    }

    /**
     * Returns what to add to the environment: a malloc(3) with one arena has fewer pages to copy.
     */
    public static Map<String, String> environment() {
        return ENVIRONMENT;
    }

    /** Returns the program java(1) of the running JDK. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Returns a JVM of the running JDK with {@code options}, not yet started; the caller adds
     * arguments, starts it and waits for it.
     */
    public static ProcessBuilder jvm(List<String> options) {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(java());
        builder.command().addAll(options);
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }
}
