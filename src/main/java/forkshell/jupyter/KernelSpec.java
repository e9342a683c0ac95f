package forkshell.jupyter;

import com.google.gson.GsonBuilder;
import forkshell.jvm.RecommendedFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    /** The one below a data directory of Jupyter, such as {@code /usr/share/jupyter}. */
    public static KernelSpec below(Path data) {
        return new KernelSpec(data.resolve("kernels").resolve(NAME).toAbsolutePath().normalize());
    }

    /** Whether there is one. */
    public boolean exists() {
        return Files.exists(directory.resolve(FILE));
    }

    /**
     * Writes it: the kernel is this JDK with the given class path.
     *
     * @param main the class whose arguments are {@code jupyter kernel FILE}
     */
    public void write(String classPath, String main) throws IOException {
        Files.createDirectories(directory);
        List<String> command =
                List.of(
                        RecommendedFlags.java(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classPath,
                        main,
                        "jupyter",
                        "kernel",
                        "{connection_file}");
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
        Files.writeString(
                directory.resolve(FILE),
                new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(content)
                        + "\n");
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
