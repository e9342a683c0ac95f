package forkshell.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.command.Main;
import forkshell.lab.Lab;
import forkshell.lab.Labs;
import forkshell.lab.Language;
import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file format, and the runner that needs no Jupyter. */
@Timeout(120)
class NotebookTest {
    private static final Path NOTEBOOKS = Path.of("notebooks");

    @TempDir private Path directory;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("a.ipynb"), content);
    }

    private static String refusal(Path file) {
        return assertThrows(NotebookException.class, () -> Notebook.read(file)).getMessage();
    }

    @Test
    void cellsComeBackAsTheyWereWritten() throws Exception {
        Notebook written =
                new Notebook(
                        List.of(
                                Cell.markdown("# Titel 題\n\ntext"),
                                Cell.code("int a = 1;\nString b = \"<b>\\n\";"),
                                Cell.code("")));
        assertEquals(written, Notebook.read(file(written.json())));
        assertEquals(written.json(), Notebook.read(file(written.json())).json());
    }

    @Test
    void whatIsNoNotebookGetsASentence() throws IOException {
        Path missing = directory.resolve("missing.ipynb");
        assertEquals("There is no notebook " + missing + ".", refusal(missing));
        for (String none : List.of("", "hello", "[]", "{}", "{\"cells\": 5}", "{\"cells\": [7]}")) {
            assertTrue(refusal(file(none)).contains("is no notebook: a notebook is"), none);
        }
        assertTrue(refusal(directory).contains("cannot be read: Is a directory"));
    }

    @Test
    void aNotebookInAnotherLanguageOrFormatIsRefused() throws IOException {
        String python = "{'metadata': {'language_info': {'name': 'Python'}}, 'cells': []}";
        assertTrue(refusal(file(python)).endsWith("is a notebook in python; forkshell runs java."));
        assertTrue(refusal(file("{'nbformat': 3, 'metadata': {}}")).contains("has format 3"));
    }

    @Test
    void theNotebooksOfTheLabsAreWhatFromLabMakes() throws IOException {
        for (Lab lab : Labs.builtIn().all()) {
            for (Language language : Language.all()) {
                Path file = directory(language).resolve(LabNotebook.fileName(lab));
                assertEquals(
                        LabNotebook.of(lab, language).json(),
                        Files.readString(file),
                        file + " is old: generate it again, see src/site/markdown/notebooks.md");
            }
        }
    }

    private static Path directory(Language language) {
        return language == Language.EN ? NOTEBOOKS : NOTEBOOKS.resolve(language.tag());
    }

    @Test
    void everyNotebookHasATwinInJapaneseWithTheSameCode() throws Exception {
        for (Path file : NotebooksIT.notebooks()) {
            assertEquals(code(file), code(directory(Language.JA).resolve(file.getFileName())));
        }
    }

    /** But for checks, whose causes are prose. */
    private static List<String> code(Path file) throws NotebookException {
        return Notebook.read(file).cells().stream()
                .filter(Cell::isCode)
                .map(Cell::source)
                .filter(source -> !source.startsWith("check("))
                .toList();
    }

    @Test
    void pagesKeepTheirPlacesBelowADirectoryAndCopiesOfJupyterAreLeftOut() throws Exception {
        String empty = new Notebook(List.of()).json();
        for (String name : List.of("b.ipynb", "ja/b.ipynb", ".ipynb_checkpoints/b.ipynb")) {
            Files.createDirectories(directory.resolve(name).getParent());
            Files.writeString(directory.resolve(name), empty);
        }
        Path to = Path.of("/pages");
        assertEquals(
                Map.of(
                        to,
                        List.of(directory.resolve("b.ipynb")),
                        to.resolve("ja"),
                        List.of(directory.resolve("ja/b.ipynb"))),
                NotebookFiles.at(List.of(directory), to).byDirectory());
    }

    @Test
    void twoNotebooksThatWouldBecomeOnePageAreRefused() throws Exception {
        Path file = file(new Notebook(List.of()).json());
        NotebookException refusal =
                assertThrows(
                        NotebookException.class,
                        () -> NotebookFiles.at(List.of(file, file), directory));
        assertTrue(refusal.getMessage().contains("would become one page"));
    }

    @Test
    void noNotebookIsKeptWithOutputs() throws Exception {
        try (Stream<Path> files = Files.walk(NOTEBOOKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertEquals(Notebook.read(file).json(), Files.readString(file), file.toString());
            }
        }
    }

    @Test
    void cellsRunInOrderAndAFailureNamesCellLineAndError() throws Exception {
        Notebook notebook =
                new Notebook(
                        List.of(
                                Cell.code("int six = 6;\nSystem.out.println(\"printed\")"),
                                Cell.markdown("prose"),
                                Cell.code("six * 7"),
                                Cell.code("display(\"shown\")"),
                                Cell.code("int good = 1;\nint bad = \"text\";")));
        try (NotebookRunner runner = runner()) {
            List<Boolean> went = notebook.cells().stream().map(runner::run).toList();
            assertEquals(List.of(true, true, true, true, false), went);
            String said = printed.toString(StandardCharsets.UTF_8);
            assertTrue(said.startsWith("printed\nOut[2]: 42\nshown\nCell 4 failed.\n"), said);
            assertTrue(said.contains("cell 4, line 2:"), said);
            assertTrue(said.contains("incompatible types"), said);
            assertEquals(notebook, Notebook.read(file(runner.json(notebook))));
            assertTrue(runner.json(notebook).contains("\"42\""), runner.json(notebook));
        }
    }

    @Test
    void whatWasSkippedOrNotReachedIsSavedWithoutOutputs() throws Exception {
        Notebook notebook =
                new Notebook(List.of(Cell.code("1"), Cell.code("2 / 0"), Cell.markdown("end")));
        try (NotebookRunner runner = runner()) {
            runner.skip(notebook.cells().get(0));
            assertFalse(runner.run(notebook.cells().get(1)));
            Path saved = file(runner.json(notebook));
            assertEquals(notebook, Notebook.read(saved));
            assertTrue(Files.readString(saved).contains("ArithmeticException"));
        }
    }

    @Test
    void aNotebookThatIsSavedOntoItselfKeepsAllItsCells() throws Exception {
        Notebook notebook = new Notebook(List.of(Cell.code("nothing"), Cell.code("2")));
        String file = file(notebook.json()).toString();
        List<String> words = new ArrayList<>(JavaProgram.commandLine(Main.class, List.of()));
        words.addAll(List.of("notebook", "--save", file, file));
        assertEquals(1, Command.of(words).run().status());
        assertEquals(notebook, Notebook.read(Path.of(file)));
        assertTrue(Files.readString(Path.of(file)).contains("cannot find symbol"));
    }

    @Test
    void whatAChildSaysAfterItsCellIsPrintedWithIt() {
        String cell =
                "forkChild(() -> { Thread.sleep(300); System.out.println(\"late words\"); }).pid()";
        try (NotebookRunner runner = runner()) {
            runner.run(Cell.code(cell));
            String said = printed.toString(StandardCharsets.UTF_8);
            assertTrue(said.contains("] late words\n"), said);
        }
    }

    private NotebookRunner runner() {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new NotebookRunner(out, InputStream.nullInputStream());
    }
}
