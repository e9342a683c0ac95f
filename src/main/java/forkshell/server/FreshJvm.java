package forkshell.server;

import forkshell.jvm.OwnClassPath;
import forkshell.jvm.RecommendedFlags;
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
                        OwnClassPath.get(),
                        InheritedChannelEcho.class.getName()));
    }
}
