package forkshell.libc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The place of the library that JNA unpacks. By itself JNA takes a cache in the home directory,
 * which may be full, read-only or mounted noexec.
 */
public final class NativeCode {
    private static final String PLACE = "jna.tmpdir";
    private static final int ROOM_BYTES = 1 << 18;

    static {
        choosePlace();
    }

    private NativeCode() {}

    /**
     * Sees to a place where the library can be unpacked and run. Every class that may be the first
     * to use JNA calls it.
     *
     * @throws UnsatisfiedLinkError when there is none; the message says what helps
     */
    public static void prepare() {
        // the work is done once, when this class is initialised
    }

    private static void choosePlace() {
        List<Path> places = places();
        Optional<Path> found = places.stream().filter(NativeCode::letsCodeRun).findFirst();
        if (found.isEmpty()) {
            throw new UnsatisfiedLinkError(Advice.text("no.place", join(places)));
        }
        if (!found.get().equals(places.get(0))) {
            System.setProperty(PLACE, found.get().toString());
        }
    }

    private static String join(List<Path> places) {
        return String.join(", ", places.stream().map(Path::toString).toList());
    }

    /** JNA's own choice first. */
    private static List<Path> places() {
        String asked = System.getProperty(PLACE);
        return asked != null
                ? List.of(Path.of(asked))
                : Stream.of(
                                cache().resolve("JNA").resolve("temp").toString(),
                                System.getProperty("java.io.tmpdir"),
                                System.getenv("XDG_RUNTIME_DIR"),
                                "/dev/shm")
                        .filter(place -> place != null && !place.isBlank())
                        .map(Path::of)
                        .toList();
    }

    private static Path cache() {
        String cache = System.getenv("XDG_CACHE_HOME");
        return cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(cache);
    }

    /** Asks access(2), which knows of noexec. */
    private static boolean letsCodeRun(Path place) {
        try {
            Files.createDirectories(place);
            Path file = Files.createTempFile(place, "forkshell", ".native");
            try {
                Files.write(file, new byte[ROOM_BYTES]);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
                return Files.isExecutable(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException unusable) {
            return false;
        }
    }
}
