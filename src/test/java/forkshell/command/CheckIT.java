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
import java.util.Map;
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
    void aProgramForAnotherMachineIsNamedAsSuch() throws IOException {
        byte[] elf = Files.readAllBytes(compiled());
        elf[18] = (byte) 243;
        Path other = Files.write(directory.resolve("other"), elf);
        assertTrue(other.toFile().setExecutable(true));
        Outcome outcome = check(other.toString());
        assertEquals(2, outcome.status(), outcome.err());
        assertTrue(outcome.err().contains("is a program for riscv64"), outcome.err());
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER_LISTENS, listens on no port",
        "OTHER_PORT, and not on port",
        "CLOSES_LISTENER, closed its listener",
    })
    void aServerThatDoesNotListenIsToldWhy(String mistake, String sentence) throws IOException {
        Path source = source("#define MISTAKE_" + mistake + "\n");
        Outcome outcome = check("--case", "listens", source.toString());
        assertEquals(1, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains(sentence), outcome.out());
    }

    @Test
    void withoutACompilerOnlyProgramsAreChecked() throws IOException {
        Path path = path(Map.of());
        Outcome outcome = checkWith(path, source("").toString());
        assertEquals(2, outcome.status(), outcome.out());
        assertTrue(outcome.err().contains("There is no C compiler"), outcome.err());
        assertEquals(0, checkWith(path, "--case", "echo", compiled().toString()).status());
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, This needs strace; which is not installed",
        "exit 1, ptrace is forbidden here"
    })
    void whereNobodyMayTraceAllElseIsTried(String strace, String reason) throws IOException {
        Path path = path(strace.equals("nothing") ? Map.of() : Map.of("strace", strace));
        Outcome outcome =
                checkWith(path, "--case", "fork-fails", "--case", "no-zombies", compiled() + "");
        assertEquals(0, outcome.status(), outcome.out());
        assertTrue(outcome.out().contains("passed  no-zombies"), outcome.out());
        assertTrue(outcome.out().contains(reason.replace(';', ',')), outcome.out());
    }

    private Path compiled() throws IOException {
        Path program = directory.resolve("server");
        Command.of("cc", "-o", program.toString(), source("").toString()).run().succeeded();
        return program;
    }

    /** A directory with the programs that walls are built of, and scripts. */
    private Path path(Map<String, String> scripts) throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        for (String name : List.of("sh", "setsid", "nice", "setpriv", "prlimit", "grep", "cut")) {
            Files.createSymbolicLink(bin.resolve(name), Path.of("/usr/bin", name));
        }
        for (Map.Entry<String, String> script : scripts.entrySet()) {
            Path file =
                    Files.writeString(
                            bin.resolve(script.getKey()), "#!/bin/sh\n" + script.getValue());
            assertTrue(file.toFile().setExecutable(true));
        }
        return bin;
    }

    private static Outcome checkWith(Path path, String... arguments) {
        return Command.of(words(arguments))
                .environment("LANG", "C.UTF-8")
                .environment("PATH", path.toString())
                .run(DEADLINE);
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
    void aFailedCaseIsDrawnAndNamesLinesOfTheSource() throws IOException {
        Path html = directory.resolve("out.html");
        Path source = source("#define MISTAKE_STATUS\n");
        Outcome outcome =
                check("--lecture", "a", "--case", "child-ends", "--html", html + "", source + "");
        assertEquals(1, outcome.status(), outcome.err());
        assertTrue(outcome.out().contains(".c:"), outcome.out());
        assertTrue(Files.readString(html).contains("<svg"), outcome.out());
    }

    private Path source(String mistake) throws IOException {
        String text = mistake + "#include \"" + C.resolve("check/right-a.c") + "\"\n";
        return Files.writeString(directory.resolve("server.c"), text);
    }

    @Test
    void itIsCheckedAgainAtEachSaveUntilItIsInterrupted() throws Exception {
        Path source = source("");
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
        words.addAll(words("--watch", "--case", "usage", source.toString()));
        Process checker = Command.of(words).start();
        StringBuffer said = new StringBuffer();
        Thread reader =
                new Thread(() -> checker.inputReader().lines().forEach(l -> said.append(l + "\n")));
        reader.start();
        try {
            Eventually.holds(DEADLINE, said::toString, () -> said.indexOf("passed  usage") >= 0);
            source("#define MISTAKE_NO_USAGE\n");
            Eventually.holds(DEADLINE, said::toString, () -> said.indexOf("failed  usage") >= 0);
            source("an error\n");
            Eventually.holds(DEADLINE, said::toString, () -> said.indexOf("failed  compiles") >= 0);
            Command.of("kill", "-INT", "" + checker.pid()).run().succeeded();
            assertEquals(130, checker.waitFor());
        } finally {
            checker.destroyForcibly().waitFor();
            reader.join();
        }
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
