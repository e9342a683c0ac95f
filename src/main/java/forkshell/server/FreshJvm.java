package forkshell.server;

import forkshell.process.RecommendedFlags;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * Fork and exec of a fresh JVM for each connection. Its main program finds the connection as its
 * standard input: {@link System#inheritedChannel()}.
 */
final class FreshJvm {
    private FreshJvm() {}

    static ForkExec model() {
        return new ForkExec(
                List.of(
                        RecommendedFlags.java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        InheritedChannelEcho.class.getName()));
    }

    private static String classPath() {
        try {
            var source = InheritedChannelEcho.class.getProtectionDomain().getCodeSource();
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class was loaded from no file", e);
        }
    }
}
