package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.RefusedException;
import forkshell.libc.Signal;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import forkshell.libc.Trace;
import forkshell.proc.Stat;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.Printed;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** The words of a shell: what a child does to itself before it executes a program. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class OwnProgramTest {
    private static final ProcessTable TABLE = new ProcessTable();

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    @Test
    void twoProgramsAndAPipeAreAPipelineInAGroupOfItsOwn() {
        int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
        try (Printed printed = Printed.capture()) {
            Child writer =
                    TABLE.fork(
                            "",
                            () -> {
                                TABLE.setpgid(0, 0);
                                OwnProgram.dup2(pipe[1], 1);
                                OwnProgram.exec("printf", List.of("a\\nb\\nc\\n"));
                            });
            Child counter =
                    TABLE.fork(
                            "",
                            () -> {
                                OwnProgram.dup2(pipe[0], 0);
                                OwnProgram.exec("sh", List.of("-c", "wc -l; ps -o pgid= $$"));
                            });
            TABLE.setpgid(counter.pid(), writer.pid());
            Sys.close(pipe[0]);
            Sys.close(pipe[1]);
            assertEquals(0, TABLE.waitFor(writer).exitCode());
            assertEquals(0, TABLE.waitFor(counter).exitCode());
            TABLE.printOutput();
            assertEquals(
                    List.of("3", "" + writer.pid()),
                    printed.out().stream().map(String::strip).toList());
        }
    }

    @Test
    void aProgramInheritsDirectoryMaskEnvironmentAndIgnoredSignals() {
        try (Printed printed = Printed.capture()) {
            Child child =
                    TABLE.fork(
                            "",
                            () -> {
                                OwnProgram.chdir("/proc");
                                OwnProgram.umask(077);
                                OwnProgram.umask(OwnProgram.umask(027));
                                OwnProgram.setenv("COLOUR", "red");
                                OwnSignals.dispose(Signal.SIGTERM, Disposition.SIG_IGN);
                                String script = "pwd; umask; echo $COLOUR; kill $$; echo alive";
                                OwnProgram.exec("sh", List.of("-c", script));
                            });
            assertEquals(0, TABLE.waitFor(child).exitCode());
            TABLE.printOutput();
            assertEquals(List.of("/proc", "0077", "red", "alive"), printed.out());
        }
    }

    @Test
    void whatIsNoProgramIsToldByItsErrno() {
        assertEquals(Errno.ENOENT.number(), errnoOf("no-such-program-anywhere"));
        assertEquals(Errno.ENOENT.number(), errnoOf("/no/such/program"));
        assertEquals(Errno.EACCES.number(), errnoOf("/etc/passwd"));
    }

    private static int errnoOf(String program) {
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            try {
                                OwnProgram.exec(program, List.of());
                            } catch (SystemCallException failed) {
                                TABLE.exit(failed.errno().number());
                            }
                        });
        return TABLE.waitFor(child).exitCode();
    }

    @Test
    void theTraceTellsOfExecve() {
        try (Printed printed = Printed.capture()) {
            Trace.turn(true);
            Child child = TABLE.fork("", () -> OwnProgram.exec("/bin/true", List.of("x")));
            Trace.turn(false);
            TABLE.waitFor(child);
            TABLE.printOutput();
            String told = printed.out() + " " + printed.err();
            assertTrue(
                    told.matches(
                            "(?s).*execve\\(\"/bin/true\", \\[\"/bin/true\", \"x\"], 0x[0-9a-f]+"
                                    + " /\\* \\d+ vars \\*/\\) = 0.*"),
                    told);
        } finally {
            Trace.turn(false);
        }
    }

    @Test
    void aSessionOfItsOwnStillEndsWithOurs() {
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            TABLE.exit(OwnProgram.setsid() == Libc.getpid() ? 3 : 4);
                        });
        assertEquals(3, TABLE.waitFor(child).exitCode());
        Child leader =
                TABLE.fork(
                        "",
                        () -> {
                            OwnProgram.setsid();
                            OwnProgram.exec("sleep", List.of("1000"));
                        });
        Eventually.holds(
                "a session", () -> Stat.of(leader.pid()).value().session() == leader.pid());
        TABLE.endAll();
        assertTrue(!leader.isAlive(), leader::toString);
    }

    @Test
    void signalsThatAChildSendsToItselfDoWhatTheyAreSetTo() {
        assertEquals(Signal.SIGALRM, endOf(() -> OwnSignals.alarm(1), OwnSignals::pause));
        assertEquals(
                Signal.SIGUSR2,
                endOf(
                        () -> OwnSignals.dispose(Signal.SIGUSR1, Disposition.SIG_IGN),
                        () -> OwnSignals.raise(Signal.SIGUSR1),
                        () -> OwnSignals.raise(Signal.SIGUSR2)));
        assertEquals(
                Signal.SIGUSR1,
                endOf(
                        () -> OwnSignals.dispose(Signal.SIGUSR1, Disposition.SIG_IGN),
                        () -> OwnSignals.dispose(Signal.SIGUSR1, Disposition.SIG_DFL),
                        () -> OwnSignals.raise(Signal.SIGUSR1)));
        assertEquals(
                Signal.SIGTERM,
                endOf(
                        () -> OwnSignals.block(Signal.SIGTERM),
                        () -> OwnSignals.raise(Signal.SIGTERM),
                        () -> OwnSignals.unblock(Signal.SIGTERM)));
    }

    @Test
    void theDispositionOfSigchldIsTheParentsToChange() {
        TABLE.signal(Signal.SIGCHLD, Disposition.SIG_IGN);
        Child discarded = TABLE.fork("", () -> {});
        assertEquals(
                Errno.ECHILD,
                assertThrows(SystemCallException.class, () -> TABLE.waitFor(discarded)).errno());
        TABLE.signal(Signal.SIGCHLD, Disposition.SIG_DFL);
        assertEquals(0, TABLE.waitFor(TABLE.fork("", () -> {})).exitCode());
    }

    private static Signal endOf(ChildTask... steps) {
        Child child =
                TABLE.fork(
                        "",
                        () -> {
                            for (ChildTask step : steps) {
                                step.run();
                            }
                        });
        return TABLE.waitFor(child).signal();
    }

    @Test
    void theSessionItselfIsRefusedEachOfThem() {
        for (Executable call :
                List.<Executable>of(
                        () -> OwnProgram.exec("true", List.of()),
                        () -> OwnProgram.dup2(1, 2),
                        () -> OwnProgram.chdir("/"),
                        () -> OwnProgram.umask(0),
                        () -> OwnProgram.setenv("A", "b"),
                        OwnProgram::setsid,
                        () -> TABLE.setpgid(0, 0),
                        () -> TABLE.setpgid(1, 0),
                        () -> OwnSignals.raise(Signal.SIGTERM),
                        () -> OwnSignals.alarm(1),
                        () -> OwnSignals.unblock(Signal.SIGTERM),
                        () -> OwnSignals.dispose(Signal.SIGTERM, Disposition.SIG_IGN))) {
            assertThrows(RefusedException.class, call);
        }
    }
}
