package forkshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Javadoc begins with a verb. Tab shows that of Playground, so each method there says how it fails,
 * or that it does not, whether it blocks, and who ends what it returns.
 */
@Tag("quick")
class JavadocTest {
    private static final Path SOURCE = Path.of("src/main/java/forkshell/Playground.java");
    private static final Pattern METHOD =
            Pattern.compile(
                    "(?s)(?<javadoc>/\\*\\*(?:(?!\\*/).)*\\*/)?\\s*"
                            + "public static (?<signature>[\\w<>\\[\\], ]+\\([^)]*\\))");
    private static final Pattern NOUN =
            Pattern.compile(
                    "/\\*\\*[\\s*]+(Whether|The|What|How|Who|Where|Those|All)\\b(?:(?!\\*/)(?s:.))*\\*/\\s*"
                            + "public (?!static final|class|record|enum|interface)"
                            + "(?:static |final )*[\\w.<>\\[\\], ?]+ [a-z]\\w*\\(");
    private static final String OPENED =
            "(Listener|Connection|Client|Pipe|RandomAccessFile|Child|AcceptLoop|ObservedServer|Thread)";
    private static final String VERB = "/\\*\\* [A-Z][a-z]+s\\b.*";

    @Test
    void everyMethodSaysHowItFails() throws IOException {
        assertEquals(List.of(), withoutJavadocOf(".*(@throws \\S+ \\S+|Never fails).*"));
    }

    @Test
    void everyMethodSaysWhetherItBlocks() throws IOException {
        assertEquals(
                List.of(),
                withoutJavadocOf(
                        ".*([Dd]oes not (block|wait|return)|Blocks |Returns (at once|within)).*"));
    }

    /** A descriptor is closed, a child reaped, a loop stopped. */
    @Test
    void everyMethodThatOpensSomethingSaysWhoEndsIt() throws IOException {
        assertEquals(
                List.of(),
                withoutJavadocOf(
                                ".*([Cc]aller|You|Parent and child|thread|process) .*?(clos|reap|stop|end).*")
                        .stream()
                        .filter(signature -> signature.matches(OPENED + " .*"))
                        .toList());
    }

    @Test
    void everyMethodBeginsWithAVerb() throws IOException {
        assertEquals(List.of(), withoutJavadocOf(VERB));
    }

    /** "The pid", "Whether it runs": a reader of a summary does not learn what the method does. */
    @Test
    void noPublicMethodBeginsWithANoun() {
        assertEquals(
                List.of(),
                Documents.below(SOURCE.getParent(), ".java")
                        .flatMap(JavadocTest::thatBeginWithANoun)
                        .toList());
    }

    private static Stream<String> thatBeginWithANoun(Path file) {
        try {
            return NOUN.matcher(Files.readString(file))
                    .results()
                    .map(method -> file.getFileName() + ": " + text(method.group()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> withoutJavadocOf(String form) throws IOException {
        List<MatchResult> methods = METHOD.matcher(Files.readString(SOURCE)).results().toList();
        assertTrue(methods.size() > 40, methods::toString);
        return methods.stream()
                .filter(method -> !text(method.group(1)).matches(form))
                .map(method -> method.group(2))
                .toList();
    }

    /** In one line. */
    private static String text(String javadoc) {
        return String.valueOf(javadoc).replaceAll("\\s+(\\* )?", " ");
    }
}
