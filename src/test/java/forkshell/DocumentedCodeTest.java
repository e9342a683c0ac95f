package forkshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.repl.Outcome;
import forkshell.repl.Session;
import forkshell.repl.SessionOptions;
import forkshell.testing.Example;
import forkshell.testing.Fence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the Java code of the pages and of the javadoc, block by block, in one session. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DocumentedCodeTest {
    /** Java, a dialogue with the console, output, commands, and a lab, which LabFileTest reads. */
    private static final Set<String> LABELS = Set.of("java", "console", "text", "sh", "jsh");

    private static Session session;

    @BeforeAll
    static void open() {
        session = Session.open(SessionOptions.defaults());
    }

    @AfterAll
    static void close() {
        session.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void itRuns(Example example) {
        List<Outcome> outcomes = session.evaluate(example.code());
        assertTrue(!outcomes.isEmpty(), example.code());
        for (Outcome outcome : outcomes) {
            assertTrue(outcome.ok(), () -> example + "\n" + outcome);
        }
    }

    /** What one block declares, opens and forks is not there for the next one. */
    @AfterEach
    void startAnew() {
        session.reset();
    }

    static Stream<Example> examples() throws IOException {
        return Stream.concat(
                pages().flatMap(Example::ofPage), sources().flatMap(Example::ofJavadoc));
    }

    /** Otherwise Java code could pass for output. */
    @Test
    void everyBlockOfAPageSaysWhatItIs() throws IOException {
        assertEquals(
                List.of(),
                pages().flatMap(page -> Fence.of(page).stream())
                        .filter(fence -> !LABELS.contains(fence.label()))
                        .toList());
    }

    private static Stream<Path> pages() throws IOException {
        return Stream.of(Path.of("README.md"), Path.of(".github"), Path.of("src/site/markdown"))
                .flatMap(place -> filesBelow(place, ".md"));
    }

    private static Stream<Path> sources() {
        return filesBelow(Path.of("src/main/java"), ".java");
    }

    private static Stream<Path> filesBelow(Path place, String end) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
