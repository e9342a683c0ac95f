package forkshell.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Namespaces for one submission, as far as unshare(1) may make them here: a network of the loopback
 * interface alone, pids of its own, which all end together, and a small file system as its current
 * directory.
 */
final class Confinement {
    private static final int LIMIT_SECONDS = 30;
    private static final String ENTER =
            "ip link set lo up && mount -t tmpfs -o size=256m,mode=1777 none \"$0\" && cd \"$0\""
                    + " && exec \"$@\"";
    private static final List<String> NAMESPACES =
            List.of("--net", "--pid", "--fork", "--kill-child", "--mount-proc");

    private final List<String> unshare;

    private Confinement(List<String> unshare) {
        this.unshare = unshare;
    }

    /** Returns the closest that works here; none at all where namespaces are forbidden. */
    static Confinement closest(Path directory) throws IOException {
        for (List<String> user : List.of(List.<String>of(), List.of("--user", "--map-root-user"))) {
            List<String> words = new ArrayList<>(List.of("unshare"));
            words.addAll(user);
            words.addAll(NAMESPACES);
            Confinement candidate = new Confinement(words);
            if (works(candidate.around(directory, List.of("true")))) {
                return candidate;
            }
        }
        return new Confinement(List.of());
    }

    /** Returns the command line that runs {@code words} inside, in {@code directory}. */
    List<String> around(Path directory, List<String> words) {
        List<String> enter =
                unshare.isEmpty()
                        ? List.of("sh", "-c", "cd \"$0\" && exec \"$@\"", directory.toString())
                        : List.of("sh", "-c", ENTER, directory.toString());
        return Stream.of(unshare, enter, words).flatMap(List::stream).toList();
    }

    private static boolean works(List<String> words) throws IOException {
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Pace.Stopped();
        }
    }
}
