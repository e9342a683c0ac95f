package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Descriptor;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.RefusedException;
import forkshell.libc.Signal;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import forkshell.net.Pipe;
import forkshell.testing.Command;
import forkshell.testing.LearnersCode;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.Printed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ExtendWith(LeavesNothingBehind.class)
class ForkTest {
    private static final ProcessTable TABLE = new ProcessTable();

    private static volatile long ticks;

    private int copied;

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    @Test
    void aChildKnowsItsTruePidAndParent() {
        try (Printed printed = Printed.capture()) {
            Child child =
                    TABLE.fork("", () -> System.out.println(Libc.getpid() + " " + Libc.getppid()));
            TABLE.waitFor(child);
            String self = child.pid() + " " + ProcessHandle.current().pid();
            assertEquals(List.of("[" + child.pid() + "] " + self), printed.out());
        }
    }

    @Test
    void psSeesTheChildUnderTheJvm() {
        Child child = TABLE.fork("", () -> Thread.sleep(100_000));
        String line =
                Command.of("ps", "-o", "pid=,ppid=,stat=", "-p", Integer.toString(child.pid()))
                        .run()
                        .succeeded();
        String expected = child.pid() + " +" + ProcessHandle.current().pid() + " +[SR].*";
        assertTrue(line.strip().matches(expected), line);
        assertTrue(child.isAlive());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 42, 255})
    void exitGivesItsStatus(int status) {
        Exit exit = TABLE.waitFor(TABLE.fork("", () -> TABLE.exit(status)));
        assertTrue(exit.exited());
        assertEquals(status, exit.exitCode());
        assertFalse(exit.signaled());
    }

    @Test
    void returningEndsWithZero() {
        assertEquals(0, TABLE.waitFor(TABLE.fork("", () -> {})).exitCode());
    }

    @Test
    void aKilledChildHasASignalAndNoExitCode() {
        Child child = TABLE.fork("", () -> Thread.sleep(100_000));
        TABLE.kill(child, Signal.SIGTERM);
        Exit exit = TABLE.waitFor(child);
        assertTrue(exit.signaled());
        assertEquals(Signal.SIGTERM, exit.signal());
        assertFalse(exit.exited());
        assertEquals(-1, exit.exitCode());
        assertEquals("child " + child.pid() + " killed by SIGTERM", exit.toString());
    }

    @Test
    void anExceptionEndsWithOneAndShowsItsTraceMarkedWithThePid() {
        assertFails("java.io.IOException: the disk is full", LearnersCode::throwsAnException);
    }

    @Test
    void anErrorEndsWithOneAndShowsItsTrace() {
        assertFails("java.lang.AssertionError: wrong", LearnersCode::throwsAnError);
    }

    @Test
    void aStackOverflowEndsWithOneAndShowsTheBeginningOfItsTrace() {
        List<String> trace =
                assertFails("java.lang.StackOverflowError", () -> LearnersCode.callsItself(0));
        assertTrue(trace.size() < 50, trace.size() + " lines");
    }

    @Test
    void aCauseShowsTheLearnersFramesOnly() {
        List<String> trace =
                assertFails(
                        "java.lang.IllegalStateException: java.io.IOException: the disk is full",
                        LearnersCode::throwsACause);
        assertTrue(trace.stream().anyMatch(line -> line.contains("Caused by")), trace.toString());
        assertFalse(
                trace.stream().anyMatch(line -> line.contains("forkshell.process")),
                trace.toString());
    }

    private static List<String> assertFails(String firstLine, ChildTask task) {
        try (Printed printed = Printed.capture()) {
            Child child = TABLE.fork("", task);
            assertEquals(1, TABLE.waitFor(child).exitCode());
            List<String> trace = printed.err();
            String mark = "[" + child.pid() + "] ";
            assertEquals(mark + firstLine, trace.get(0));
            assertTrue(trace.stream().allMatch(line -> line.startsWith(mark)), trace.toString());
            assertTrue(trace.get(1).contains("LearnersCode"), trace.get(1));
            return trace;
        }
    }

    @Test
    void systemExitEndsTheChildWithASentenceAndItsLastWords() {
        try (Printed printed = Printed.capture()) {
            Child child =
                    TABLE.fork(
                            "",
                            () -> {
                                System.out.print("last words");
                                System.exit(3);
                            });
            assertEquals(1, TABLE.waitFor(child).exitCode());
            assertTrue(printed.out().contains("[" + child.pid() + "] last words"));
            String sentence = String.join("\n", printed.err());
            assertTrue(sentence.startsWith("[" + child.pid() + "] System.exit"), sentence);
            assertTrue(sentence.contains("exit(n)"), sentence);
        }
    }

    @Test
    void aChildMayStartPrograms() throws Exception {
        assertEquals(5, new ProcessBuilder("sh", "-c", "exit 5").start().waitFor());
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            int sum = 0;
                            for (int i = 1; i <= 3; i++) {
                                sum +=
                                        new ProcessBuilder("sh", "-c", "exit " + i)
                                                .start()
                                                .waitFor();
                            }
                            TABLE.exit(sum);
                        });
        assertEquals(6, TABLE.waitFor(child).exitCode());
    }

    @Test
    void aChildsChildInheritsTheSignalsThatItsParentBlocks() {
        try (Printed printed = Printed.capture()) {
            Child child =
                    TABLE.fork(
                            "",
                            () -> {
                                OwnSignals.block(Signal.SIGUSR1);
                                TABLE.waitFor(TABLE.fork("", () -> System.out.println(blocked())));
                                System.out.println(blocked());
                            });
            TABLE.waitFor(child);
            assertEquals(2, printed.out().size(), printed.out().toString());
            for (String line : printed.out()) {
                assertTrue(line.endsWith("0000000000000200"), line);
            }
        }
    }

    private static String blocked() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigBlk"))
                .findFirst()
                .orElse("");
    }

    @Test
    void parentAndChildHaveVariablesOfTheirOwn() {
        copied = 1;
        Child child = TABLE.fork("", () -> TABLE.exit(++copied));
        assertEquals(2, TABLE.waitFor(child).exitCode());
        assertEquals(1, copied);
    }

    @Test
    void aChildIsInTheTableBeforeAnybodyCanSeeItWork() throws Exception {
        try (Pipe pipe = new Pipe()) {
            for (int i = 0; i < 50; i++) {
                Future<Child> fork =
                        CompletableFuture.supplyAsync(
                                () -> TABLE.fork("", () -> pipe.write(Libc.getpid() + "\n")));
                int pid = Integer.parseInt(pipe.readLine());
                assertTrue(TABLE.children().stream().anyMatch(child -> child.pid() == pid));
                assertEquals(0, TABLE.waitFor(fork.get()).exitCode());
            }
        }
    }

    @Test
    void threadsOfTheParentDoNothingInTheChild() {
        Thread ticker = new Thread(ForkTest::tick);
        ticker.setDaemon(true);
        ticker.start();
        Child child = TABLE.fork("", () -> TABLE.exit(tasks() == 1 && !ticks() ? 0 : 1));
        assertEquals(0, TABLE.waitFor(child).exitCode());
        assertTrue(ticks(), "it goes on in the parent");
        ticker.interrupt();
    }

    private static void tick() {
        while (!Thread.currentThread().isInterrupted()) {
            ticks++;
            Thread.onSpinWait();
        }
    }

    private static int tasks() {
        return new File("/proc/self/task").list().length;
    }

    private static boolean ticks() {
        long before = ticks;
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return ticks != before;
    }

    @Test
    void aChildMayStartThreadsOfItsOwn() {
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            Thread thread = new Thread(() -> TABLE.exit(tasks()));
                            thread.start();
                            thread.join();
                        });
        assertEquals(2, TABLE.waitFor(child).exitCode());
    }

    @Test
    void whatAThreadOfTheParentUsesAtTheForkMayBeClosedInTheChildAndStaysOpenInTheParent() {
        int[] pair = Sys.socketpair();
        Descriptor used = new Descriptor(pair[0], "socket");
        int fd = used.use("read");
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            used.close("the child");
                            TABLE.exit(new File("/proc/self/fd/" + fd).exists() ? 1 : 0);
                        });
        assertEquals(0, TABLE.waitFor(child).exitCode());
        used.done();
        assertTrue(new File("/proc/self/fd/" + fd).exists());
        assertTrue(used.close("close()"));
        Sys.close(pair[1]);
    }

    @Test
    void noTaskIsRefusedWithASentence() {
        SystemCallException refused =
                assertThrows(SystemCallException.class, () -> TABLE.fork("", null));
        assertEquals(Errno.EINVAL, refused.errno());
        assertTrue(refused.getMessage().contains("forkChild(() -> { ... })"));
    }

    @Test
    void exitInTheParentIsRefused() {
        RefusedException refused = assertThrows(RefusedException.class, () -> TABLE.exit(3));
        assertTrue(refused.getMessage().startsWith("exit(3) refused. "), refused.getMessage());
    }
}
