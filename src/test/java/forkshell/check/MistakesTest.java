package forkshell.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.testing.LeavesNothingBehind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Right servers are clean, and each mistake in them is caught by the case that is about it. */
@Timeout(500)
@ExtendWith(LeavesNothingBehind.class)
class MistakesTest {
    private static final Path SOURCES = Path.of("src/test/c/check").toAbsolutePath();
    private static final Checker A = new Checker(Lecture.A);
    private static final Checker B = new Checker(Lecture.B);
    private static final Checker NONE = new Checker(null);

    @TempDir private Path directory;

    @AfterAll
    static void close() {
        List.of(A, B, NONE).forEach(Checker::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"right-a", "other-a", "right-b", "other-b"})
    void aRightServerIsClean(String name) throws IOException {
        Checker checker = name.endsWith("a") ? A : B;
        assertEquals(List.of(), failures(checker, SOURCES.resolve(name + ".c"), Cases.all()));
    }

    @Test
    void aRightServerInPythonIsClean() throws IOException {
        assertEquals(List.of(), failures(NONE, SOURCES.resolve("right.py"), Cases.all()));
    }

    @Test
    void eachMistakeInLectureAIsCaughtByItsCases() {
        assertAllCaught(
                A,
                "right-a.c",
                "NEVER_LISTENS: listens",
                "OTHER_PORT: listens",
                "CLOSES_LISTENER: listens",
                "STRING: echo",
                "NO_FORK: two-clients child-per-client slow-reader",
                "BLOCKING_WAIT_IN_LOOP: two-clients",
                "PARENT_KEEPS_CONNECTION: parent-closes eof-reaches-client",
                "CHILD_KEEPS_LISTENER: child-closes-listener",
                "CHILD_FORGETS_EXIT: child-ends",
                "CHILD_LINGERS: child-ends half-close",
                "STATUS: child-ends",
                "NO_HANDLER: no-zombies killed-child many lecture-lines",
                "WAIT_ONCE: five-at-once",
                "DIES_OF_EINTR: interrupted-accept",
                "BLOCKING_WAIT: stopped-child",
                "BUSY_LOOP: accept-fails",
                "DIES_OF_FORK: fork-fails",
                "LEAKS_AFTER_FORK: fork-fails",
                "OVERFLOW: clean",
                "NO_REUSE: restart",
                "NO_USAGE: usage",
                "ATOI: bad-port",
                "DEAF_TO_SIGTERM: ends");
    }

    @Test
    void eachMistakeInLectureBIsCaughtByItsCases() {
        assertAllCaught(
                B,
                "right-b.c",
                "SHORT_WRITE: echo",
                "ONE_MESSAGE: echo half-close",
                "KILLS_PARENT: no-zombies reset",
                "NO_REAPING: no-zombies",
                "REAPS_ONE: five-at-once",
                "IGNORES_ERRORS: accept-fails",
                "FORK_FAILS_AS_CHILD: fork-fails",
                "UNFLUSHED: printed-once");
    }

    /** Several at a time; each row is a mistake and the cases that have to fail. */
    private void assertAllCaught(Checker checker, String source, String... rows) {
        List<String> found =
                Stream.of(rows).parallel().map(row -> caught(checker, source, row)).toList();
        assertEquals(String.join("\n", rows), String.join("\n", found));
    }

    private String caught(Checker checker, String source, String row) {
        String mistake = row.split(": ")[0];
        List<String> ids = List.of(row.split(": ")[1].split(" "));
        try {
            Path file = with(mistake, source);
            Set<String> failed = Set.copyOf(failures(checker, file, Cases.named(ids)));
            return mistake
                    + ": "
                    + String.join(" ", ids.stream().filter(failed::contains).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path with(String mistake, String source) throws IOException {
        String text =
                "#define MISTAKE_%s\n#include \"%s\"\n".formatted(mistake, SOURCES.resolve(source));
        return Files.writeString(directory.resolve(mistake + ".c"), text);
    }

    private static List<String> failures(Checker checker, Path what, List<Case> cases)
            throws IOException {
        try (Submission work = Submission.of(what, List.of(Program.PORT))) {
            Report report = checker.check(work, cases, finding -> {});
            return report.findings().stream()
                    .filter(finding -> finding.verdict() == Verdict.FAILED)
                    .map(finding -> finding.of().id())
                    .collect(Collectors.toList());
        }
    }
}
