package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Signal;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.Printed;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(30)
@ExtendWith(LeavesNothingBehind.class)
class ChildOutputTest {
    private static final ProcessTable TABLE = new ProcessTable();

    private Printed printed;

    @BeforeEach
    void capture() {
        printed = Printed.capture();
    }

    @AfterEach
    void release() {
        TABLE.endAll();
        printed.close();
    }

    @Test
    void eachLineIsMarkedWithThePid() {
        String mark =
                run(
                        () -> {
                            System.out.println("one");
                            System.err.println("two");
                            System.out.println();
                            System.out.println("three");
                        });
        assertEquals(List.of(mark + "one", mark, mark + "three"), printed.out());
        assertEquals(List.of(mark + "two"), printed.err());
    }

    private static String run(ChildTask task) {
        Child child = TABLE.fork("", task);
        assertEquals(0, TABLE.waitFor(child).exitCode());
        return "[" + child.pid() + "] ";
    }

    @Test
    void linesAppearWhileTheChildLives() {
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            System.out.println("begun");
                            Thread.sleep(100_000);
                        });
        Eventually.holds("the line", () -> !printed.out().isEmpty());
        assertEquals(List.of("[" + child.pid() + "] begun"), printed.out());
        assertTrue(child.isAlive());
    }

    @Test
    void aChildThatNeverStopsPrintingHoldsUpNobody() {
        TABLE.fork(
                "",
                () -> {
                    while (true) {
                        System.out.println("flood");
                    }
                });
        Eventually.holds("the flood", () -> printed.out().size() > 100);
        assertTrue(run(() -> {}).startsWith("["));
    }

    @Test
    void anUnfinishedLineAppearsWhenTheChildEnds() {
        String mark =
                run(
                        () -> {
                            System.out.print("no ");
                            System.out.print("newline");
                        });
        assertEquals(List.of(mark + "no newline"), printed.out());
    }

    @Test
    void anUnfinishedLineBeforeAnExceptionIsNotLost() {
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            System.out.print("almost");
                            throw new IllegalStateException("done");
                        });
        assertEquals(1, TABLE.waitFor(child).exitCode());
        assertEquals(List.of("[" + child.pid() + "] almost"), printed.out());
    }

    @Test
    void aLineOfTheParentIsPrintedOnce() {
        System.out.print("of the parent");
        run(() -> {});
        System.out.println();
        assertEquals(List.of("of the parent"), printed.out());
    }

    @Test
    void utf8Arrives() {
        String mark = run(() -> System.out.println("子プロセス 🐣 é"));
        assertEquals(List.of(mark + "子プロセス 🐣 é"), printed.out());
    }

    @Test
    void aLongLineComesInPiecesThatLoseNothing() {
        String line = "子プロセスX🐣".repeat(2_000);
        String mark = run(() -> System.out.println(line));
        assertTrue(printed.out().stream().allMatch(piece -> piece.startsWith(mark)));
        assertEquals(
                line,
                printed.out().stream()
                        .map(piece -> piece.substring(mark.length()))
                        .collect(Collectors.joining()));
    }

    @Test
    void linesOfManyChildrenAreNotMixed() {
        String filler = "x".repeat(500);
        List<Child> children = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            children.add(
                    TABLE.fork(
                            "",
                            () ->
                                    IntStream.range(0, 200)
                                            .forEach(n -> System.out.println(n + filler))));
        }
        for (Child child : children) {
            TABLE.waitFor(child);
            List<String> expected =
                    IntStream.range(0, 200)
                            .mapToObj(n -> "[" + child.pid() + "] " + n + filler)
                            .toList();
            String mark = "[" + child.pid() + "] ";
            assertEquals(expected, printed.out().stream().filter(l -> l.startsWith(mark)).toList());
        }
        assertEquals(2_000, printed.out().size());
    }

    @Test
    void aChildKilledInMidWriteLeavesWholeLinesOnly() {
        String line = "y".repeat(3_000);
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            while (true) {
                                System.out.println(line);
                            }
                        });
        Eventually.holds("some lines", () -> printed.out().size() > 20);
        TABLE.kill(child, forkshell.libc.Signal.SIGKILL);
        TABLE.waitFor(child);
        String mark = run(() -> System.out.println("after it"));
        List<String> lines = printed.out();
        assertEquals(mark + "after it", lines.get(lines.size() - 1));
        lines.subList(0, lines.size() - 1)
                .forEach(each -> assertEquals("[" + child.pid() + "] " + line, each));
    }

    @Test
    void whatIsWrittenToDescriptorOneAppearsAndSpoilsNoLaterLine() {
        byte[] bytes = "by write(2)".getBytes(StandardCharsets.UTF_8);
        run(
                () -> {
                    NativeBuffer buffer = new NativeBuffer(bytes.length);
                    buffer.put(0, bytes, 0, bytes.length);
                    Libc.write(1, buffer.address(), bytes.length);
                });
        String mark = run(() -> System.out.println("by println"));
        assertEquals(List.of("by write(2)", mark + "by println"), printed.out());
    }

    @Test
    void bytesThatLookLikeTheBeginningOfAFrameArePrintedAsTheyAre() {
        run(() -> new FileOutputStream(FileDescriptor.out).write("\1x\n\1O\n\1Bx y\n".getBytes()));
        String mark = run(() -> System.out.println("after them"));
        assertEquals(List.of("\1x", "\1O", "\1Bx y", mark + "after them"), printed.out());
    }

    @Test
    void aSignalToTheThreadThatPrintsHoldsUpNobody() throws IOException {
        TABLE.onExit(exit -> {});
        try {
            for (int i = 0; i < 20; i++) {
                Object[] arguments = {Libc.getpid(), printingThread(), Signal.SIGCHLD.number()};
                assertEquals(0, Function.getFunction("c", "tgkill").invokeInt(arguments));
                long before = System.nanoTime();
                TABLE.reap();
                assertTrue(System.nanoTime() - before < 500_000_000, "reap() waited for nothing");
            }
        } finally {
            TABLE.ignoreExit();
        }
    }

    private static int printingThread() throws IOException {
        for (File task : new File("/proc/self/task").listFiles()) {
            String name = Files.readString(task.toPath().resolve("comm"));
            if ("forkshell-output".startsWith(name.strip())) {
                return Integer.parseInt(task.getName());
            }
        }
        throw new AssertionError("no thread prints");
    }

    @Test
    void whoHoldsSystemOutIsNotHeldUpForEver() {
        synchronized (System.out) {
            run(() -> System.out.println("later"));
        }
        Eventually.holds("printed later", () -> printed.out().size() == 1);
    }

    @Test
    void aSystemOutThatThrowsStopsNoLaterLine() {
        PrintStream kept = System.out;
        System.setOut(
                new PrintStream(kept) {
                    @Override
                    public void println(String line) {
                        throw new IllegalStateException(line);
                    }
                });
        run(() -> System.out.println("lost"));
        System.setOut(kept);
        String mark = run(() -> System.out.println("not lost"));
        assertEquals(List.of(mark + "not lost"), printed.out());
    }

    @Test
    void aSignalThatTheChildCatchesCostsNoLine() {
        int lines = 1_000;
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            OwnSignals.catchSignal(Signal.SIGUSR1, false);
                            System.out.println("caught from now on");
                            for (int i = 0; i < lines; i++) {
                                System.out.println("x".repeat(1_000));
                            }
                        });
        Eventually.holds("begun", () -> !printed.out().isEmpty());
        while (child.isAlive()) {
            TABLE.kill(child, Signal.SIGUSR1);
            LockSupport.parkNanos(200_000);
        }
        TABLE.waitFor(child);
        assertEquals(lines + 1, printed.out().size());
    }
}
