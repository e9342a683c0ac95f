package forkshell.jupyter;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a Jupyter looks for kernels.
 *
 * @param environment the variables of the process, which Jupyter reads, too
 * @param home the user's directory
 * @see <a href="https://docs.jupyter.org/en/stable/use/jupyter-directories.html">directories</a>
 */
public record Installation(Map<String, String> environment, Path home) {

    /**
     * Returns the one that this process would start; to Jupyter, HOME counts, not the list of
     * users.
     */
    public static Installation ofThisProcess() {
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        return new Installation(System.getenv(), Path.of(home));
    }

    /** Returns the program {@code jupyter}, if it is on the PATH. */
    public Optional<Path> program() {
        return Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "jupyter"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Returns the user's own data directory. */
    public Path userData() {
        String chosen = environment.get("JUPYTER_DATA_DIR");
        if (chosen != null && !chosen.isEmpty()) {
            return Path.of(chosen);
        }
        String data = environment.get("XDG_DATA_HOME");
        return data == null || data.isEmpty()
                ? home.resolve(".local/share/jupyter")
                : Path.of(data, "jupyter");
    }

    /**
     * Returns the data directory of the environment that the program belongs to, a venv for
     * instance.
     */
    public Path systemData(Path program) {
        try {
            return below(program.toRealPath().getParent().getParent());
        } catch (IOException vanished) {
            return below(program.toAbsolutePath().getParent().getParent());
        }
    }

    /** Returns the data directory below a prefix such as {@code /usr/local}. */
    public static Path below(Path prefix) {
        return prefix.resolve("share").resolve("jupyter");
    }
}
