package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.jvm.RecommendedFlags;
import forkshell.libc.Libc;
import forkshell.libc.Signal;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.Printed;
import forkshell.testing.ProcessView;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class DescendantsTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final int RELATIVES = 5;

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    /** A session with a child, a stopped child, a child with a child, and an orphan. */
    static final class ProcessFamily {
        public static void main(String[] args) throws InterruptedException {
            TABLE.fork("", ProcessFamily::live);
            Child stopped = TABLE.fork("", () -> Thread.sleep(100_000));
            TABLE.kill(stopped, Signal.SIGSTOP);
            System.out.println("stopped " + stopped.pid());
            TABLE.fork(
                    "",
                    () -> {
                        TABLE.fork("", ProcessFamily::live);
                        live();
                    });
            TABLE.waitFor(TABLE.fork("", () -> TABLE.fork("", ProcessFamily::live)));
            Thread.sleep(100_000);
        }

        private static void live() throws InterruptedException {
            System.out.println(Libc.getpid());
            Thread.sleep(100_000);
        }
    }

    @Test
    void afterSigkillOfTheJvmNothingOfItStays() throws Exception {
        assertNothingStaysAfter("KILL");
    }

    @Test
    void afterSigtermNothingStaysEither() throws Exception {
        assertNothingStaysAfter("TERM");
    }

    private static void assertNothingStaysAfter(String signal) throws Exception {
        Process session =
                Command.of(JavaProgram.commandLine(ProcessFamily.class, RecommendedFlags.options()))
                        .start();
        try {
            List<Integer> family = readPids(session.inputReader());
            assertTrue(family.stream().allMatch(ProcessView::exists), family.toString());
            Command.of("kill", "-" + signal, Long.toString(session.pid())).run().succeeded();
            session.waitFor();
            Eventually.holds(
                    Duration.ofSeconds(2),
                    () -> family + " must be gone",
                    () -> family.stream().noneMatch(DescendantsTest::lives));
        } finally {
            session.destroyForcibly().waitFor();
        }
    }

    private static List<Integer> readPids(BufferedReader lines) throws IOException {
        List<Integer> pids = new ArrayList<>();
        while (pids.size() < RELATIVES) {
            String line = lines.readLine();
            pids.add(Integer.valueOf(line.substring(line.indexOf(' ') + 1)));
        }
        return pids;
    }

    private static boolean lives(int pid) {
        return ProcessView.exists(pid) && !ProcessView.state(pid).equals("Z");
    }

    @Test
    void aChildWaitsForItsOwnChildren() {
        try (Printed printed = Printed.capture()) {
            Child child =
                    TABLE.fork(
                            "",
                            () -> {
                                Child own = TABLE.fork("", () -> TABLE.exit(Libc.getppid() & 0x7f));
                                System.out.println(own.pid());
                                TABLE.exit(TABLE.waitFor(own).exitCode());
                            });
            assertEquals(child.pid() & 0x7f, TABLE.waitFor(child).exitCode());
            int grandchild = Integer.parseInt(printed.out().get(0).split(" ")[1]);
            assertTrue(grandchild != child.pid());
        }
    }

    @Test
    void aChildBeginsWithoutChildren() {
        Child child = TABLE.fork("", () -> TABLE.exit(TABLE.children().isEmpty() ? 0 : 1));
        assertEquals(0, TABLE.waitFor(child).exitCode());
        assertEquals(List.of(), TABLE.reap());
    }

    @Test
    void anOrphanOutlivesItsParent() {
        try (Printed printed = Printed.capture()) {
            Child parent = TABLE.fork("", DescendantsTest::leaveAnOrphan);
            assertEquals(0, TABLE.waitFor(parent).exitCode());
            Eventually.holds("the orphan speaks", () -> !printed.out().isEmpty());
            assertEquals(1, printed.out().size());
            assertTrue(printed.out().get(0).endsWith("adopted"), printed.out().toString());
        }
    }

    private static void leaveAnOrphan() {
        int parent = Libc.getpid();
        TABLE.fork("", () -> tellWhenOrphanedBy(parent));
    }

    private static void tellWhenOrphanedBy(int parent) throws InterruptedException {
        while (Libc.getppid() == parent) {
            Thread.sleep(1);
        }
        System.out.println("adopted");
    }

    @Test
    void anOrphanThatCanNeverGoOnIsFoundAndEnded() {
        try (Printed printed = Printed.capture()) {
            TABLE.waitFor(
                    TABLE.fork("", () -> System.out.println(TABLE.fork("", System::gc).pid())));
            Eventually.holds("the orphan's pid is told", () -> !printed.out().isEmpty());
            int orphan = Integer.parseInt(printed.out().get(0).split(" ")[1]);
            Eventually.holds(
                    "the orphan is ended",
                    () -> String.join("", printed.err()).contains("[" + orphan + "] wedged"));
            Eventually.holds("it is gone", () -> !lives(orphan));
        }
    }

    @Test
    void anEndedChildLeavesNoneOfItsOwnInTheTable() {
        Child parent = TABLE.fork("", () -> TABLE.waitFor(TABLE.fork("", () -> {})));
        TABLE.waitFor(parent);
        assertEquals(List.of(), TABLE.children());
    }
}
