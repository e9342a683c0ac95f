package forkshell.repl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sources of the vocabulary, which the jar carries as resources. */
final class SourceFiles {
    private static final String FOLDER = "/sources";
    private static final List<String> NAMES = names();

    private SourceFiles() {}

    /** Tells whether the source of the class {@code qualifiedName} is there. */
    static boolean has(String qualifiedName) {
        return NAMES.contains(FOLDER + "/" + qualifiedName.replace('.', '/') + ".java");
    }

    /** Returns the source of the type with that simple name, or null. */
    static String read(String simpleName) throws IOException {
        Optional<String> file =
                NAMES.stream()
                        .filter(name -> name.endsWith("/" + simpleName + ".java"))
                        .findFirst();
        if (file.isEmpty()) {
            return null;
        }
        try (InputStream source = SourceFiles.class.getResourceAsStream(file.get())) {
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Returns the names as resources, those of the outer packages first. */
    private static List<String> names() {
        try {
            URI folder = SourceFiles.class.getResource(FOLDER).toURI();
            if (!folder.getScheme().equals("jar")) {
                return below(Path.of(folder));
            }
            try (FileSystem jar = FileSystems.newFileSystem(folder, Map.of())) {
                return below(jar.getPath(FOLDER));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<String> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted(Comparator.comparingInt(Path::getNameCount))
                    .map(file -> FOLDER + "/" + folder.relativize(file))
                    .toList();
        }
    }
}
