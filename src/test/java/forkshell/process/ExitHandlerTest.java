package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.jvm.RecommendedFlags;
import forkshell.libc.Errno;
import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.Printed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(240)
@ExtendWith(LeavesNothingBehind.class)
class ExitHandlerTest {
    private static final ProcessTable TABLE = new ProcessTable();

    private final List<Exit> reported = new CopyOnWriteArrayList<>();

    @AfterEach
    void endChildren() {
        TABLE.ignoreExit();
        TABLE.endAll();
    }

    @Test
    void aChildThatEndsIsReported() {
        TABLE.onExit(reported::add);
        Child child = TABLE.fork("", () -> TABLE.exit(3));
        awaitReports(1);
        assertEquals(List.of(child.exit()), reported);
        assertEquals(3, child.exit().exitCode());
        assertEquals(List.of(), TABLE.children());
    }

    @Test
    void waitingForAChildThatTheHandlerReapsMeanwhileGivesItsExit() {
        TABLE.onExit(reported::add);
        for (int i = 0; i < 100; i++) {
            assertEquals(5, TABLE.waitFor(TABLE.fork("", () -> TABLE.exit(5))).exitCode());
        }
    }

    @Test
    void aChildWhoseSignalWasLostIsReportedAllTheSame() {
        TABLE.onExit(reported::add);
        ExitSignal.restoreDefault();
        Child child = TABLE.fork("", () -> TABLE.exit(4));
        awaitReports(1);
        assertEquals(List.of(child.exit()), reported);
        assertEquals(4, child.exit().exitCode());
    }

    @Test
    void aChildThatEndedBeforeTheHandlerCameIsStillReported() {
        Child child = TABLE.fork("", () -> {});
        Eventually.holds("a zombie", () -> child.state() == ChildState.ZOMBIE);
        TABLE.onExit(reported::add);
        awaitReports(1);
    }

    @Test
    void childrenThatEndAtOnceAreReportedOnceEach() {
        TABLE.onExit(reported::add);
        List<Integer> forked = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            forked.add(TABLE.fork("", () -> {}).pid());
        }
        Eventually.holds("all reaped", () -> TABLE.children().isEmpty());
        awaitReports(300);
        assertEquals(
                forked.stream().sorted().toList(),
                reported.stream().map(Exit::pid).sorted().toList());
    }

    @Test
    void fiveHundredChildrenThatEndInTheSameInstantAreAllReaped() {
        String out =
                Command.of(JavaProgram.commandLine(ManyAtOnce.class, RecommendedFlags.options()))
                        .run(Duration.ofMinutes(3))
                        .succeeded();
        assertEquals("500 forked, 500 reported, 500 different, 0 left", out.strip());
    }

    private void awaitReports(int count) {
        Eventually.holds(count + " reports", () -> reported.size() >= count);
        assertEquals(count, reported.size());
    }

    @Test
    void handlerReapAndWaitForShareTheChildrenOut() {
        TABLE.onExit(reported::add);
        List<Integer> forked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Child child = TABLE.fork("", () -> {});
            forked.add(child.pid());
            assertEquals(child.pid(), TABLE.waitFor(child).pid());
            reported.addAll(TABLE.reap());
        }
        List<Exit> all = List.copyOf(reported); // the handler may still report the last one
        assertEquals(all.stream().distinct().toList(), all, "nobody twice");
        assertTrue(forked.containsAll(all.stream().map(Exit::pid).toList()));
        assertEquals(List.of(), TABLE.children());
    }

    @Test
    void startingAProcessDoesNotSilenceTheHandler() throws Exception {
        TABLE.onExit(reported::add);
        Process process = Command.of("sh", "-c", "exit 23").start();
        assertEquals(23, process.waitFor());
        TABLE.fork("", () -> {});
        awaitReports(1);
    }

    @Test
    void stoppingAndContinuingAChildReportsNothing() {
        TABLE.onExit(reported::add);
        Child child = TABLE.fork("", () -> Thread.sleep(100_000));
        TABLE.kill(child, Signal.SIGSTOP);
        Eventually.holds("stopped", () -> child.state() == ChildState.STOPPED);
        TABLE.kill(child, Signal.SIGCONT);
        Eventually.holds("sleeping", () -> child.state() == ChildState.SLEEPING);
        assertEquals(List.of(), reported);
        TABLE.kill(child, Signal.SIGKILL);
        awaitReports(1);
        assertEquals(Signal.SIGKILL, reported.get(0).signal());
    }

    @Test
    void aHandlerThatFailsCostsNoOtherReport() {
        try (Printed printed = Printed.capture()) {
            TABLE.onExit(
                    exit -> {
                        reported.add(exit);
                        throw new IllegalStateException("handler broken");
                    });
            TABLE.fork("", () -> {});
            awaitReports(1);
            TABLE.fork("", () -> {});
            awaitReports(2);
            Eventually.holds(
                    "two sentences",
                    () ->
                            printed.err().stream().filter(l -> l.contains("handler broken")).count()
                                    == 2);
        }
    }

    @Test
    void withoutTheHandlerChildrenStayZombies() {
        TABLE.onExit(reported::add);
        TABLE.ignoreExit();
        Child child = TABLE.fork("", () -> {});
        Eventually.holds("a zombie", () -> child.state() == ChildState.ZOMBIE);
        assertEquals(1, TABLE.reap().size());
        assertEquals(List.of(), reported);
    }

    @Test
    void discardedExitsLeaveNoZombieAndNoStatus() {
        TABLE.discardExits();
        Child child = TABLE.fork("", () -> {});
        Eventually.holds("gone", () -> child.state() == ChildState.LOST);
        assertThrows(SystemCallException.class, () -> TABLE.waitFor(child));
        assertEquals(List.of(), TABLE.children());
    }

    @Test
    void aChildWhoseStatusWasDiscardedIsForgottenWhileAnotherLives() {
        TABLE.discardExits();
        Child alive = TABLE.fork("", () -> Thread.sleep(100_000));
        Child gone = TABLE.fork("", () -> {});
        Eventually.holds("forgotten", () -> TABLE.children().equals(List.of(alive)));
        SystemCallException refused =
                assertThrows(SystemCallException.class, () -> TABLE.kill(gone, Signal.SIGTERM));
        assertEquals(Errno.ESRCH, refused.errno());
    }

    @Test
    void noHandlerIsRefusedAndTheOneBeforeStaysAsItWas() {
        TABLE.onExitWaitingOnce(reported::add);
        assertThrows(SystemCallException.class, () -> TABLE.onExit(null));
        ExitSignal.restoreDefault();
        Child child = TABLE.fork("", () -> {});
        Eventually.holds("a zombie", () -> child.state() == ChildState.ZOMBIE);
        TABLE.onExitWaitingOnce(reported::add);
        awaitReports(1);
    }

    @Test
    void oneRunOfTheHandlerWaitsForTheOneBefore() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TABLE.onExit(
                exit -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(1_000_000);
                    inside.decrementAndGet();
                    reported.add(exit);
                });
        for (int i = 0; i < 50; i++) {
            TABLE.fork("", () -> {});
        }
        awaitReports(50);
        assertEquals(1, most.get());
    }
}
