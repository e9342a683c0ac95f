package forkshell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.Command.Outcome;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code check} says, writes and leaves behind. */
@Timeout(500)
@ExtendWith(LeavesNothingBehind.class)
class CheckIT {
    private static final Path C = Path.of("src/test/c").toAbsolutePath();
    private static final Duration DEADLINE = Duration.ofMinutes(8);

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({
        "nowhere.c, There is no file",
        "pom.xml, pom.xml is not executable: chmod +x pom.xml",
        "no-such-program, There is no file",
    })
    void whatCannotBeCheckedGetsOneLine(String what, String sentence) {
        Outcome outcome = check(what);
        assertEquals(2, outcome.status(), outcome.err());
        assertTrue(outcome.err().startsWith("forkshell: " + sentence), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void anUnknownCaseIsAnsweredWithTheKnownOnes() {
        Outcome outcome = check("--case", "echoes", "server.c");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("two-clients"), outcome.err());
    }

    @Test
    void aProgramThatEndsAtOnceSaysWhatItWasMissing() {
        Outcome outcome =
                check("--case", "echo", C.resolve("check/right-a.c").toString(), "--", "x");
        assertEquals(1, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains("not a port: x"), outcome.out());
        assertTrue(outcome.out().contains("n/a     echo"), outcome.out());
    }

    @Test
    void findingsAreWrittenAsJsonXmlAndPage() throws IOException {
        Path json = directory.resolve("out.json");
        Path junit = directory.resolve("out.xml");
        Path html = directory.resolve("out.html");
        Outcome outcome =
                check(
                        "--case",
                        "usage",
                        "--json",
                        json.toString(),
                        "--junit",
                        junit.toString(),
                        "--html",
                        html.toString(),
                        C.resolve("lecture-a.c").toString());
        assertEquals(1, outcome.status(), outcome.err());
        assertTrue(Files.readString(json).contains("\"verdict\": \"failed\""));
        assertTrue(Files.readString(junit).contains("failures=\"1\" skipped=\"0\""));
        assertTrue(Files.readString(html).contains("<h2 class=\"failed\">usage: failed</h2>"));
    }

    @Test
    void aHostileSubmissionCostsOnlyItsOwnRow() throws IOException {
        Path submissions = Files.createDirectory(directory.resolve("class"));
        copy(C.resolve("class"), submissions);
        Files.copy(C.resolve("check/right-b.c"), submissions.resolve("right.c"));
        Path csv = directory.resolve("class.csv");
        Path rubric = Files.writeString(directory.resolve("rubric"), "echo = 7 # points\n");
        Outcome outcome =
                check(
                        "--case",
                        "echo",
                        "--csv",
                        csv.toString(),
                        "--rubric",
                        rubric.toString(),
                        submissions.toString());
        assertEquals(1, outcome.status(), outcome.err());
        List<String> rows = Files.readAllLines(csv);
        assertEquals("submission,echo,passed,failed,points", rows.get(0));
        assertEquals(
                List.of(
                        "bomb.c",
                        "daemon.c",
                        "deaf.c",
                        "filler.c",
                        "killer.c",
                        "printer.c",
                        "right.c"),
                rows.stream().skip(1).map(row -> row.split(",")[0]).toList());
        assertEquals("right.c,passed,3,0,7", rows.get(7));
        assertTrue(
                rows.stream().skip(1).limit(6).noneMatch(row -> row.contains("passed,")),
                csv::toString);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCheckerThatIsKilledLeavesNoProcess(boolean ofAClass) throws Exception {
        Path file = Files.createDirectory(directory.resolve("work")).resolve("daemon.c");
        Files.copy(C.resolve("class/daemon.c"), file);
        String word = "word-" + UUID.randomUUID();
        Path what = ofAClass ? file.getParent() : file;
        Process checker = Command.of(words(what.toString(), "--", "{port}", word)).start();
        try {
            Eventually.holds(
                    Duration.ofMinutes(2),
                    () -> "there is a daemon among " + having(word).toList(),
                    () -> having(word).anyMatch(CheckIT::isDaemon));
        } finally {
            checker.destroyForcibly().waitFor();
        }
        Eventually.holds(
                Duration.ofMinutes(2),
                () -> "nothing is left: " + having(word).toList(),
                () -> having(word).findAny().isEmpty());
    }

    private static boolean isDaemon(ProcessHandle.Info process) {
        return process.command().orElse("").endsWith("/program");
    }

    private static Stream<ProcessHandle.Info> having(String word) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::info)
                .filter(process -> process.commandLine().orElse("").contains(word));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Outcome check(String... arguments) {
        return Command.of(words(arguments)).environment("LANG", "C.UTF-8").run(DEADLINE);
    }

    private static List<String> words(String... arguments) {
        List<String> words =
                new ArrayList<>(
                        List.of("java", "-jar", System.getProperty("forkshell.jar"), "check"));
        words.addAll(List.of(arguments));
        return words;
    }
}
