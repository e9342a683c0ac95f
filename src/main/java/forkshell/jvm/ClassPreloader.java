package forkshell.jvm;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Loads what a child will run before the first fork: loading a class in every child anew would cost
 * each of them.
 */
public final class ClassPreloader {
    private static final String CLASS = ".class";

    private ClassPreloader() {}

    /**
     * Loads every class of the packages that {@code members} belong to. Where the class path cannot
     * be read, does nothing: children load their classes themselves then, a little slower.
     */
    public static void loadPackagesOf(Class<?>... members) {
        Set<String> folders =
                Stream.of(members).map(ClassPreloader::folder).collect(Collectors.toSet());
        try {
            File origin =
                    new File(
                            ClassPreloader.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            (origin.isDirectory() ? inDirectory(origin.toPath()) : inJar(origin))
                    .stream()
                            .filter(
                                    entry ->
                                            entry.endsWith(CLASS)
                                                    && folders.contains(folder(entry)))
                            .forEach(ClassPreloader::load);
        } catch (IOException | URISyntaxException notReadable) {
            return;
        }
    }

    private static List<String> inJar(File jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            return file.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static List<String> inDirectory(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString()).toList();
        }
    }

    private static String folder(Class<?> member) {
        return member.getPackageName().replace('.', '/');
    }

    private static String folder(String entry) {
        return entry.substring(0, Math.max(0, entry.lastIndexOf('/')));
    }

    private static void load(String entry) {
        if (!entry.endsWith("/package-info.class")) {
            String name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
            try {
                Class.forName(name, true, ClassPreloader.class.getClassLoader());
            } catch (ClassNotFoundException listedButMissing) {
                throw new AssertionError(listedButMissing);
            }
        }
    }
}
