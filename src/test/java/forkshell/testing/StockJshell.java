package forkshell.testing;

import forkshell.jvm.RecommendedFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's own jshell with the packaged jar on its class path, as the README starts it. */
public final class StockJshell {
    private StockJshell() {}

    /** With the JVM's default flags. */
    public static List<String> plain() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "--class-path",
                System.getProperty("forkshell.jar"),
                "--startup",
                "DEFAULT",
                "--startup",
                "jshell-scripts/startup.jsh");
    }

    /** With the flags that we recommend for a JVM that forks. */
    public static List<String> recommended() {
        List<String> words = new ArrayList<>(plain());
        RecommendedFlags.options().forEach(flag -> words.add("-R" + flag));
        return words;
    }
}
