package forkshell.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.command.Main;
import forkshell.jupyter.Installation;
import forkshell.jupyter.Rendering;
import forkshell.testing.JavaProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every notebook runs to its end in Jupyter, in English, and without it, in Japanese, and shows the
 * same in both.
 */
@Timeout(580)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NotebooksIT {
    private static final Path MEASURES = Path.of("notebooks/server-designs-compared.ipynb");

    private final Map<Path, Shown> here = new HashMap<>();

    @TempDir static Path jupyters;

    static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("notebooks"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /**
     * Both at once: this takes minutes, and most of them are one JVM waiting for another. But what
     * measures comes when Jupyter has done: it leaves so many connections in TIME_WAIT that the
     * kernel's table may be full, and the lab about ports wants to see one.
     */
    @BeforeAll
    void runAll() throws Exception {
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            Future<String> failure = second.submit(NotebooksIT::runInJupyter);
            List<Path> others = new ArrayList<>(notebooks());
            others.remove(MEASURES);
            for (Path notebook : others) {
                here.put(notebook, Shown.in(runHere(japanese(notebook))));
            }
            assertEquals("", failure.get());
            here.put(MEASURES, Shown.in(runHere(japanese(MEASURES))));
        } finally {
            second.shutdownNow();
        }
    }

    /** Returns nothing when all went well, and otherwise what is told of it. */
    private static String runInJupyter() throws IOException, InterruptedException {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int status =
                new Rendering(Installation.ofThisProcess(), "notebook", new PrintStream(told))
                        .run(notebooks(), jupyters, JavaProgram.classPath(), Main.class.getName());
        return status == 0 ? "" : "nbconvert ended with " + status + ": " + told;
    }

    private static Path japanese(Path notebook) {
        return notebook.resolveSibling("ja").resolve(notebook.getFileName());
    }

    private static String runHere(Path file) throws NotebookException {
        Notebook notebook = Notebook.read(file);
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        try (NotebookRunner runner = new NotebookRunner(nowhere, InputStream.nullInputStream())) {
            notebook.cells().forEach(runner::run);
            return runner.json(notebook);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notebooks")
    void showsTheSameInJupyterAndHere(Path notebook) throws IOException {
        Path there = jupyters.resolve(notebook.getFileName());
        assertTrue(Files.exists(there), there + " was not written");
        Shown inJupyter = Shown.in(Files.readString(there));
        assertEquals(List.of(), here.get(notebook).failures());
        assertEquals(List.of(), inJupyter.failures());
        assertFalse(inJupyter.cells().isEmpty());
        assertEquals(text(here.get(notebook)), text(inJupyter));
    }

    private static String text(Shown shown) {
        return String.join("\n----\n", shown.cells())
                + "\n---- behind the cells\n"
                + String.join("\n", shown.background());
    }
}
