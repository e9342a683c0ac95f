package forkshell.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Loads what a child will run before the first fork: loading a class in every child anew would cost
 * each of them.
 */
final class Preload {
    private static final List<String> PACKAGES =
            List.of(
                    "forkshell/libc/",
                    "forkshell/journal/",
                    "forkshell/process/",
                    "forkshell/net/",
                    "forkshell/server/");
    private static final String CLASS = ".class";

    private Preload() {}

    static void classes() {
        try {
            File origin =
                    new File(
                            Preload.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            (origin.isDirectory() ? inDirectory(origin.toPath()) : inJar(origin))
                    .forEach(Preload::load);
        } catch (IOException | URISyntaxException notReadable) {
            // The child loads its classes itself then, a little slower.
            return;
        }
    }

    private static List<String> inJar(File jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            return file.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static List<String> inDirectory(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("forkshell"))) {
            return files.map(file -> root.relativize(file).toString()).toList();
        }
    }

    private static void load(String entry) {
        boolean wanted = entry.endsWith(CLASS) && PACKAGES.stream().anyMatch(entry::startsWith);
        if (wanted && !entry.endsWith("/package-info.class")) {
            String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
            try {
                Class.forName(name, true, Preload.class.getClassLoader());
            } catch (ClassNotFoundException listedButMissing) {
                throw new AssertionError(listedButMissing);
            }
        }
    }
}
