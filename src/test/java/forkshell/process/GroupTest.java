package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Libc;
import forkshell.libc.Signal;
import forkshell.proc.Stat;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.OwnGroup;
import forkshell.testing.Printed;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A child stays in its parent's process group, and only children of ours are reaped. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class GroupTest {
    private static final ProcessTable TABLE = new ProcessTable();

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    @Test
    void aChildAndItsChildHaveTheGroupOfTheJvm() {
        try (Printed printed = Printed.capture()) {
            TABLE.waitFor(
                    TABLE.fork(
                            "",
                            () -> {
                                tellGroup();
                                TABLE.waitFor(TABLE.fork("", GroupTest::tellGroup));
                            }));
            String group = "group " + Stat.of(Libc.getpid()).value().pgid();
            assertEquals(2, printed.out().size());
            assertTrue(printed.out().stream().allMatch(line -> line.endsWith(group)), group);
        }
    }

    private static void tellGroup() {
        System.out.println("group " + Stat.of(Libc.getpid()).value().pgid());
    }

    @Test
    void childrenAreReapedOnceBesideZombiesOfOthers() throws Exception {
        List<Process> others = new ArrayList<>();
        Set<Integer> expected = new HashSet<>();
        List<Integer> reaped = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            others.add(new ProcessBuilder("sh", "-c", "exit " + i).start());
            expected.add(TABLE.fork("", () -> {}).pid());
            TABLE.reap().forEach(exit -> reaped.add(exit.pid()));
        }
        Eventually.holds(
                "all are reaped",
                () -> {
                    TABLE.reap().forEach(exit -> reaped.add(exit.pid()));
                    return reaped.size() == expected.size();
                });
        assertEquals(expected, new HashSet<>(reaped));
        for (int i = 0; i < others.size(); i++) {
            assertEquals(i, others.get(i).waitFor());
        }
    }

    /** A native library may fork and never wait. */
    @Test
    void aZombieThatNobodyReapsHidesNone() {
        int foreign = Libc.fork();
        if (foreign == 0) {
            Libc._exit(9);
        }
        Eventually.holds("a foreign zombie", () -> ChildState.letter(foreign).orElse('R') == 'Z');
        Child child = TABLE.fork("", () -> TABLE.exit(3));
        List<Exit> exits = new ArrayList<>();
        Eventually.holds(
                "the own one is reaped",
                () -> {
                    exits.addAll(TABLE.reap());
                    return !exits.isEmpty();
                });
        assertEquals(List.of(child.exit()), exits);
        Libc.wait4(foreign, 0, 0, 0);
    }

    @Test
    void aStopByTheTerminalIsExplained() {
        try (Printed printed = Printed.capture()) {
            Child child = TABLE.fork("", () -> Thread.sleep(100_000));
            OwnGroup.of(child.pid());
            TABLE.kill(child, Signal.SIGTTIN);
            Eventually.holds(
                    "a sentence",
                    () -> String.join("", printed.err()).contains(child.pid() + "] was stopped"));
            assertTrue(printed.err().get(0).contains("SIGTTIN"), printed.err().toString());
        }
    }

    @Test
    void aChildOfASnippetIsToldThatItCannotReadTheKeyboard() {
        InputStream kept = System.in;
        System.setIn(new ByteArrayInputStream("typed".getBytes()));
        try (Printed printed = Printed.capture()) {
            Child child = TABLE.fork("", () -> System.in.read());
            assertEquals(1, TABLE.waitFor(child).exitCode());
            assertTrue(printed.err().get(0).contains("only the session can"), printed.err().get(0));
        } finally {
            System.setIn(kept);
        }
    }
}
