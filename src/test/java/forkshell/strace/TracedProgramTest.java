package forkshell.strace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.CProgram;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeavesNothingBehind.class)
class TracedProgramTest {
    private static final String FORKS =
            """
            #include <stdio.h>
            #include <sys/wait.h>
            #include <unistd.h>

            int main(void) {
                pid_t child = fork();
                if (child == 0)
                    _exit(7);
                if (child < 0)
                    perror("fork");
                else
                    wait(NULL);
                puts("done");
                return 3;
            }
            """;

    private final List<TraceLine> lines = new CopyOnWriteArrayList<>();

    private TracedProgram run(Launch launch) throws IOException, InterruptedException {
        TracedProgram program = TracedProgram.start(launch, lines::add);
        program.awaitEnd();
        return program;
    }

    private Call call(String name) {
        return lines.stream()
                .filter(Call.class::isInstance)
                .map(Call.class::cast)
                .filter(call -> call.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Launch forks() {
        return Launch.of(CProgram.of(FORKS).executable().toString());
    }

    @Test
    void toldIsWhatParentAndChildDidAndHowTheyEnded() throws Exception {
        TracedProgram program = run(forks());
        int child = (int) call("clone").value();
        List<ProcessEnd> ends =
                lines.stream()
                        .filter(ProcessEnd.class::isInstance)
                        .map(ProcessEnd.class::cast)
                        .toList();
        assertEquals(List.of(child, program.pid()), ends.stream().map(ProcessEnd::pid).toList());
        assertEquals(List.of(7, 3), ends.stream().map(ProcessEnd::status).toList());
        assertEquals(child, call("wait4").value());
        assertEquals(3, program.process().waitFor());
    }

    @Test
    void timesAreThoseOfThisJvmsClock() throws Exception {
        long before = System.nanoTime() - 1_000_000;
        run(forks());
        long after = System.nanoTime() + 1_000_000;
        assertTrue(lines.stream().allMatch(line -> before < line.nanos() && line.nanos() < after));
    }

    @Test
    void aCallFailsWhereStraceIsToldSo() throws Exception {
        TracedProgram program =
                run(forks().inject("clone,?clone3,?fork,?vfork:error=EAGAIN:when=1"));
        assertTrue(call("clone").injected());
        String said = new String(program.process().getErrorStream().readAllBytes());
        assertEquals("fork: Resource temporarily unavailable\n", said);
    }

    @Test
    void stdoutGoesIntoAFile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("out");
        run(forks().outputTo(file));
        assertEquals("done\n", Files.readString(file, StandardCharsets.UTF_8));
    }

    @Test
    void callersAreNamed() throws Exception {
        run(forks().withStacks());
        assertTrue(call("clone").stack().stream().anyMatch(caller -> caller.contains("(main+0x")));
    }

    @Test
    void anotherProgramMayExecuteStrace() throws Exception {
        run(Launch.of("true").under("prlimit", "--nofile=20"));
        assertEquals(0, call("exit_group").argument(0).compareTo("0"));
    }

    @Test
    void aProgramThatDoesNotExistHasNoPid() throws Exception {
        assertEquals(-1, run(Launch.of("/nowhere/server")).pid());
        assertEquals(List.of(), lines);
    }

    @Test
    void aProgramThatShouldExecuteStraceAndDoesNotExistIsToldOf() {
        assertThrows(
                IOException.class,
                () -> TracedProgram.start(Launch.of("true").under("no-such-program"), lines::add));
    }

    @Test
    void linesThatParentAndChildPrintAreToldWithTheirPid() throws Exception {
        List<OutputLine> printed = new CopyOnWriteArrayList<>();
        String source =
                """
                #include <stdio.h>
                #include <sys/wait.h>
                #include <unistd.h>

                int main(void) {
                    printf("parent, unflushed\\nhalf");
                    if (fork() == 0) {
                        fprintf(stderr, "child\\n");
                        return 0;
                    }
                    wait(NULL);
                    _exit(0);
                }
                """;
        TracedProgram program =
                TracedProgram.start(
                        Launch.of(CProgram.of(source).executable().toString()),
                        lines::add,
                        printed::add);
        program.awaitEnd();
        int parent = program.pid();
        int child = (int) call("clone").value();
        assertEquals(
                Set.of(
                        new OutputLine(parent, false, "parent, unflushed"),
                        new OutputLine(child, true, "child"),
                        new OutputLine(child, false, "half")),
                Set.copyOf(printed));
    }

    @Test
    void aLineWithoutAnEndIsToldInPieces() throws Exception {
        List<OutputLine> printed = new CopyOnWriteArrayList<>();
        String shell = "yes 子 | head -n 100000 | tr -d '\\n'";
        TracedProgram.start(Launch.of("sh", "-c", shell), lines::add, printed::add).awaitEnd();
        assertTrue(printed.stream().allMatch(piece -> piece.text().matches("子{1,22000}")));
        assertEquals(100_000, printed.stream().mapToInt(piece -> piece.text().length()).sum());
    }

    @Test
    void aDaemonEndsWithTheProgram() throws Exception {
        TracedProgram program =
                TracedProgram.start(
                        Launch.of("sh", "-c", "(trap '' TERM HUP; setsid sleep 1000 &) ; exit"),
                        lines::add,
                        line -> {});
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> "no daemon: " + lines,
                () -> lines.stream().anyMatch(line -> line.text().contains("\"sleep\", \"1000\"")));
        int daemon =
                lines.stream()
                        .filter(line -> line.text().contains("\"sleep\", \"1000\""))
                        .findFirst()
                        .orElseThrow()
                        .pid();
        assertTrue(ProcessHandle.of(daemon).isPresent());
        program.end();
        Eventually.holds(
                Duration.ofSeconds(10),
                () -> "the daemon " + daemon + " goes on",
                () -> !ProcessHandle.of(daemon).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void oneThatForksWithoutEndIsEnded() throws Exception {
        String source =
                """
                #include <signal.h>
                #include <unistd.h>

                int main(void) {
                    signal(SIGTERM, SIG_IGN);
                    for (;;) {
                        fork();
                        usleep(100000);
                    }
                }
                """;
        String file = CProgram.of(source).executable().toString();
        TracedProgram program = TracedProgram.start(Launch.of(file), lines::add, line -> {});
        Eventually.holds("30 forks", () -> lines.stream().filter(this::isFork).count() > 30);
        program.end();
        Eventually.holds("none is left", () -> processesOf(file) == 0);
    }

    private boolean isFork(TraceLine line) {
        return line instanceof Call call && Threads.isFork(call);
    }

    private static long processesOf(String file) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").equals(file))
                .count();
    }

    @Test
    void withoutStraceItRunsAndIsEnded() throws Exception {
        List<OutputLine> printed = new CopyOnWriteArrayList<>();
        TracedProgram program =
                TracedProgram.start(
                        Launch.of("sh", "-c", "echo here; sleep 1000").untraced(),
                        lines::add,
                        printed::add);
        Eventually.holds(
                Duration.ofSeconds(10), () -> "printed " + printed, () -> !printed.isEmpty());
        program.end();
        assertEquals(List.of(new OutputLine(program.pid(), false, "here")), printed);
        assertEquals(List.of(), lines);
        assertTrue(!program.process().isAlive());
    }
}
