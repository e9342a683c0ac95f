package forkshell.jupyter;

import com.google.gson.GsonBuilder;
import forkshell.jvm.RecommendedFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory that makes a kernel known to Jupyter.
 *
 * @param directory {@code .../kernels/forkshell}; it need not exist
 */
public record KernelSpec(Path directory) {
    /** By which notebooks name the kernel. */
    public static final String NAME = "forkshell";

    private static final String FILE = "kernel.json";
    private static final String JAR = "forkshell.jar";
    private static final Set<PosixFilePermission> ENTER =
            PosixFilePermissions.fromString("rwxr-xr-x");
    private static final Set<PosixFilePermission> READ =
            PosixFilePermissions.fromString("rw-r--r--");

    /**
     * A kernel compiles, and that in a small heap; the JVMs of the snippets have their own. One
     * without memory would answer no more: it ends, and Jupyter starts another.
     */
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Xms8m",
                    "-Xmx192m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:MinHeapFreeRatio=5",
                    "-XX:MaxHeapFreeRatio=10",
                    "-XX:ReservedCodeCacheSize=16m",
                    "--enable-native-access=ALL-UNNAMED");

    /** Returns the one below a data directory of Jupyter, such as {@code /usr/share/jupyter}. */
    public static KernelSpec below(Path data) {
        return new KernelSpec(data.resolve("kernels").resolve(NAME).toAbsolutePath().normalize());
    }

    /** Returns whether there is one. */
    public boolean exists() {
        return Files.exists(directory.resolve(FILE));
    }

    /**
     * Writes it, for everybody to read: the kernel is this JDK with a copy of the given jar, or
     * with the given class path of several. Kernels that run go on with the files that they have.
     *
     * @param main the class whose arguments are {@code jupyter kernel FILE}
     * @throws IllegalStateException with a sentence, when it cannot be written there
     */
    public void write(String classPath, String main) throws IOException {
        try {
            makeDirectory();
            writeFiles(classPath, main);
        } catch (FileSystemException refused) {
            String reason =
                    refused instanceof AccessDeniedException
                            ? "you may not write"
                            : refused.getReason();
            throw new IllegalStateException(
                    "The kernel cannot be installed: "
                            + reason
                            + " at "
                            + refused.getFile()
                            + ". Name another place with --prefix DIR, or ask who may.",
                    refused);
        }
    }

    /** Opens to everybody what it has to make; leaves alone what was there. */
    private void makeDirectory() throws IOException {
        Path missing = directory;
        Deque<Path> made = new ArrayDeque<>();
        while (!Files.exists(missing)) {
            made.push(missing);
            missing = missing.getParent();
        }
        for (Path each : made) {
            Files.createDirectory(each);
            Files.setPosixFilePermissions(each, ENTER);
        }
    }

    private void writeFiles(String classPath, String main) throws IOException {
        boolean isJar = Files.isRegularFile(Path.of(classPath));
        if (isJar) {
            replace(JAR, Files.readAllBytes(Path.of(classPath)));
        }
        List<String> command = new ArrayList<>(List.of(RecommendedFlags.java()));
        command.addAll(FLAGS);
        command.addAll(List.of("-cp", isJar ? directory.resolve(JAR).toString() : classPath));
        command.addAll(List.of(main, "jupyter", "kernel", "{connection_file}"));
        replace(FILE, json(command).getBytes(StandardCharsets.UTF_8));
    }

    /** By rename(2): whoever has the old file open keeps it. */
    private void replace(String name, byte[] content) throws IOException {
        Path written = Files.createTempFile(directory, name, null);
        try {
            Files.write(written, content);
            Files.setPosixFilePermissions(written, READ);
            Files.move(written, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static String json(List<String> command) {
        Map<String, ?> content =
                Map.of(
                        "argv",
                        command,
                        "display_name",
                        "forkshell (Java " + Runtime.version().feature() + ")",
                        "language",
                        "java",
                        "interrupt_mode",
                        "message");
        return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(content)
                + "\n";
    }

    /** Takes it away; does nothing when there is none. */
    public void remove() throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(directory);
        }
    }
}
