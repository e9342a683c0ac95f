package forkshell.command;

import forkshell.jvm.OwnClassPath;
import forkshell.jvm.RecommendedFlags;
import forkshell.libc.Exec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts a JVM with the recommended flags in the place of this one: execve(2) in the same process, so
 * that pid, terminal and Ctrl-C stay as they are.
 */
final class Relaunch {
    static final String MARK = "forkshell.relaunched";

    private Relaunch() {}

    /** Does not return, unless this JVM has been relaunched already. */
    static void withRecommendedFlags(List<String> arguments) {
        with(RecommendedFlags.options(), arguments);
    }

    /** Runs the command again in a JVM with {@code options}. */
    static void with(List<String> options, List<String> arguments) {
        if (Boolean.getBoolean(MARK)) {
            return;
        }
        List<String> command = new ArrayList<>();
        command.add(RecommendedFlags.java());
        command.addAll(options);
        command.addAll(
                List.of("-D" + MARK + "=true", "-cp", OwnClassPath.get(), Main.class.getName()));
        command.addAll(arguments);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(RecommendedFlags.environment());
        Exec.execve(RecommendedFlags.java(), command, environment);
    }
}
