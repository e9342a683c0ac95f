package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.RefusedException;
import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.OwnGroup;
import forkshell.testing.Printed;
import forkshell.testing.ProcessView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
@ExtendWith(LeavesNothingBehind.class)
class KillTest {
    private static final ProcessTable TABLE = new ProcessTable();

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    /** signal(7). */
    private static final Set<Integer> IGNORED = Set.of(17, 18, 23, 28);

    private static final Set<Integer> STOPS = Set.of(19, 20, 21, 22);

    static IntStream endsAProcess() {
        return IntStream.concat(
                IntStream.rangeClosed(1, 31)
                        .filter(number -> !IGNORED.contains(number) && !STOPS.contains(number)),
                IntStream.of(34, 64));
    }

    @ParameterizedTest
    @MethodSource("endsAProcess")
    void aSignalEndsAChildAsItEndsAnyProcess(int number) throws IOException {
        assumeFalse(isIgnored(number), "nohup(1), or a shell's &, has this JVM ignore it");
        try (Printed printed = Printed.capture()) {
            Child child = sleeper();
            TABLE.kill(child, new Signal(number));
            assertEquals(new Signal(number), TABLE.waitFor(child).signal());
            assertEquals(List.of(), printed.out());
        }
        assertFalse(Files.exists(Path.of("hs_err_pid" + Libc.getpid() + ".log")));
    }

    private static boolean isIgnored(int number) throws IOException {
        String mask =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .findFirst()
                        .orElseThrow()
                        .substring("SigIgn:".length())
                        .strip();
        return (Long.parseUnsignedLong(mask, 16) >>> number - 1 & 1) == 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 18, 23, 28})
    void aSignalThatIsIgnoredByDefaultEndsNoChild(int number) {
        Child child = sleeper();
        TABLE.kill(child, new Signal(number));
        TABLE.kill(child, Signal.SIGTERM);
        assertEquals(Signal.SIGTERM, TABLE.waitFor(child).signal());
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 21, 22})
    void aSignalThatStopsStopsAChild(int number) {
        Child child = sleeper();
        OwnGroup.of(child.pid());
        TABLE.kill(child, new Signal(number));
        assertEquals(new Signal(number), TABLE.waitpid(child, Libc.WUNTRACED).stopSignal());
    }

    /** The JVM finds both by SIGSEGV. */
    @Test
    void aChildStillFindsNullPointersAndFullStacks() {
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            assertThrows(NullPointerException.class, () -> lengthOf(null));
                            assertThrows(StackOverflowError.class, () -> deeper(0));
                            TABLE.exit(7);
                        });
        assertEquals(7, TABLE.waitFor(child).exitCode());
    }

    private static int lengthOf(String text) {
        return text.length();
    }

    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }

    @Test
    void aChildInheritsThatChildExitsAreDiscarded() {
        TABLE.discardExits();
        try (Printed printed = Printed.capture()) {
            Child child = TABLE.fork("", () -> System.out.println(ignored()));
            Eventually.holds("told", () -> !printed.out().isEmpty());
            long mask = Long.parseLong(printed.out().get(0).replaceAll(".*\\s", ""), 16);
            assertEquals(1 << 16, mask & 1 << 16, child + " " + printed.out());
        } finally {
            TABLE.ignoreExit();
        }
    }

    private static String ignored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn"))
                .findFirst()
                .orElse("");
    }

    private static Child sleeper() {
        return TABLE.fork("", () -> Thread.sleep(100_000));
    }

    @Test
    void aChildCanBeKilledByItsPid() {
        Child child = sleeper();
        TABLE.kill(child.pid(), Signal.SIGTERM);
        assertEquals(Signal.SIGTERM, TABLE.waitFor(child).signal());
    }

    @Test
    void aStoppedChildStaysAliveAndGoesOnAfterSigcont() {
        Child child = sleeper();
        TABLE.kill(child, Signal.SIGSTOP);
        Eventually.holds("stopped", () -> child.state() == ChildState.STOPPED);
        assertEquals("T", ProcessView.state(child.pid()));
        assertTrue(child.isAlive());
        assertTrue(child.toString().contains("stopped"), child.toString());
        TABLE.kill(child, Signal.SIGCONT);
        Eventually.holds("sleeping", () -> child.state() == ChildState.SLEEPING);
    }

    @Test
    void aStoppedChildCanBeKilled() {
        Child child = sleeper();
        TABLE.kill(child, Signal.SIGSTOP);
        TABLE.kill(child, Signal.SIGKILL);
        assertEquals(Signal.SIGKILL, TABLE.waitFor(child).signal());
    }

    @Test
    void aForeignProcessIsRefusedAndLivesOn() throws Exception {
        Process foreign = Command.of("sleep", "100").start();
        try {
            int pid = (int) foreign.pid();
            RefusedException refused =
                    assertThrows(RefusedException.class, () -> TABLE.kill(pid, Signal.SIGKILL));
            assertTrue(refused.getMessage().contains("no child of this process"));
            assertTrue(foreign.isAlive());
        } finally {
            foreign.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0, -1})
    void initTheOwnGroupAndEverybodyAreRefused(int pid) {
        assertThrows(RefusedException.class, () -> TABLE.kill(pid, Signal.SIGTERM));
    }

    @Test
    void theJvmItselfIsRefused() {
        int self = (int) ProcessHandle.current().pid();
        assertThrows(RefusedException.class, () -> TABLE.kill(self, Signal.SIGTERM));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "QUIT", "ABRT", "SEGV", "USR1", "PIPE", "TERM", "KILL"})
    void aChildThatSendsItselfASignalEndsByIt(String name) throws IOException {
        Signal signal = Signal.named("SIG" + name).orElseThrow();
        assumeFalse(isIgnored(signal.number()), "the child inherits that it is ignored");
        Child child = TABLE.fork("", () -> TABLE.kill(Libc.getpid(), signal));
        assertEquals(signal, TABLE.waitFor(child).signal());
    }

    @Test
    void aChildThatStopsItselfIsStopped() {
        Child child = TABLE.fork("", () -> TABLE.kill(Libc.getpid(), Signal.SIGSTOP));
        assertEquals(Signal.SIGSTOP, TABLE.waitpid(child, Libc.WUNTRACED).stopSignal());
        TABLE.kill(child, Signal.SIGCONT);
        assertEquals(0, TABLE.waitFor(child).exitCode());
    }

    /** The child ends with 1 on any exception but this. */
    @Test
    void aChildMaySignalNeitherItsParentNorASibling() {
        Child sibling = sleeper();
        assertEquals(0, refusedIn(() -> TABLE.kill(sibling, Signal.SIGTERM)));
        assertEquals(0, refusedIn(() -> TABLE.kill(sibling.pid(), Signal.SIGTERM)));
        assertEquals(0, refusedIn(() -> TABLE.kill(Libc.getppid(), Signal.SIGTERM)));
        assertTrue(sibling.isAlive());
    }

    private static int refusedIn(Runnable call) {
        Child child = TABLE.fork("", () -> assertThrows(RefusedException.class, call::run));
        return TABLE.waitFor(child).exitCode();
    }

    @Test
    void aReapedChildIsRefused() {
        Child child = TABLE.fork("", () -> {});
        TABLE.waitFor(child);
        assertEquals(
                Errno.ESRCH,
                assertThrows(SystemCallException.class, () -> TABLE.kill(child, Signal.SIGTERM))
                        .errno());
        assertThrows(RefusedException.class, () -> TABLE.kill(child.pid(), Signal.SIGTERM));
    }

    @Test
    void aZombieTakesASignalAndKeepsItsStatus() {
        Child child = TABLE.fork("", () -> TABLE.exit(5));
        Eventually.holds("a zombie", () -> child.state() == ChildState.ZOMBIE);
        assertFalse(child.isAlive());
        TABLE.kill(child, Signal.SIGKILL);
        assertEquals(5, TABLE.waitFor(child).exitCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65})
    void numbersThatAreNoSignalsAreRefused(int number) {
        assertThrows(SystemCallException.class, () -> new Signal(number));
    }
}
