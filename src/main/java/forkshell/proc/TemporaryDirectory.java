package forkshell.proc;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Directories for temporary files that name the process they belong to, so that what a process that
 * was killed has left behind is found and deleted. Whoever makes one deletes it.
 */
public final class TemporaryDirectory {
    private static final Path ALL = Path.of(System.getProperty("java.io.tmpdir"));

    private TemporaryDirectory() {}

    /**
     * Makes one for this process that nobody else may enter, and deletes those of the same user
     * whose process has ended.
     *
     * @throws IOException when none can be made
     */
    public static Path make() throws IOException {
        Path made = Files.createTempDirectory(ALL, prefix(Stat.self()));
        deleteOrphans(owner(made));
        return made;
    }

    /** Deletes a directory with all that is in it, and follows no link out of it. */
    public static void delete(Path directory) throws IOException {
        try (Stream<Path> below = Files.walk(directory)) {
            below.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    /** A pid says nothing without the time of its start. */
    private static String prefix(Stat process) {
        return start() + process.pid() + "-" + inBrief(process.startTicks()) + "-";
    }

    /** A pid says nothing in another namespace, see pid_namespaces(7). */
    private static String start() {
        String number = ProcFile.link("self/ns/pid").orElse("").replaceAll("\\D", "");
        return "forkshell-" + (number.isEmpty() ? "" : inBrief(Long.parseLong(number))) + "-";
    }

    /** A path of a Unix socket below the directory has few characters. */
    private static String inBrief(long number) {
        return Long.toString(number, Character.MAX_RADIX);
    }

    private static void deleteOrphans(UserPrincipal user) {
        try (DirectoryStream<Path> some = Files.newDirectoryStream(ALL, start() + "*-*-*")) {
            for (Path each : some) {
                if (owner(each).equals(user) && isOrphan(each.getFileName().toString())) {
                    delete(each);
                }
            }
        } catch (IOException | UncheckedIOException | DirectoryIteratorException gone) {
            return; // another process is deleting them
        }
    }

    private static UserPrincipal owner(Path file) throws IOException {
        return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isOrphan(String name) {
        String pid = name.split("-")[2];
        if (!pid.matches("\\d{1,9}")) {
            return false;
        }
        Fact<Stat> process = Stat.of(Integer.parseInt(pid));
        return !process.isRefused()
                && !process.map(each -> name.startsWith(prefix(each))).orElse(false);
    }
}
