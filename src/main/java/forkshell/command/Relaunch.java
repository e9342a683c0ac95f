package forkshell.command;

import forkshell.libc.Sys;
import forkshell.process.RecommendedFlags;
import java.io.File;
import java.net.URISyntaxException;
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

    /** Does not return when it relaunches; false when this JVM has been relaunched already. */
    static boolean withRecommendedFlags(List<String> arguments) {
        return with(RecommendedFlags.options(), arguments);
    }

    /** The same with {@code options}. */
    static boolean with(List<String> options, List<String> arguments) {
        if (Boolean.getBoolean(MARK)) {
            return false;
        }
        List<String> command = new ArrayList<>();
        command.add(RecommendedFlags.java());
        command.addAll(options);
        command.addAll(List.of("-D" + MARK + "=true", "-cp", classPath(), Main.class.getName()));
        command.addAll(arguments);
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(RecommendedFlags.environment());
        Sys.execve(RecommendedFlags.java(), command, environment);
        return true;
    }

    /** The jar that this program runs from, or the class path. */
    static String classPath() {
        try {
            File origin =
                    new File(
                            Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return origin.isFile() ? origin.toString() : System.getProperty("java.class.path");
        } catch (URISyntaxException e) {
            return System.getProperty("java.class.path");
        }
    }
}
