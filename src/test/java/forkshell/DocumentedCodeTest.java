package forkshell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.repl.Outcome;
import forkshell.repl.Session;
import forkshell.repl.SessionOptions;
import forkshell.testing.Documents;
import forkshell.testing.Example;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the Java code of the pages and of the javadoc, block by block, in one session. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DocumentedCodeTest {
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

    static Stream<Example> examples() {
        return Stream.concat(
                Documents.pages().flatMap(Example::ofPage), sources().flatMap(Example::ofJavadoc));
    }

    private static Stream<Path> sources() {
        return Documents.below(Path.of("src/main/java"), ".java");
    }
}
