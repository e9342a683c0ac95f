package forkshell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DoctorTest {
    @Test
    void whatIsNeededAndMissingIsNamedWithTheCommandThatMendsItAndEndsWithStatusOne() {
        Command.Outcome outcome = doctor("PATH=/nowhere", "TERM=nobody");
        assertEquals(1, outcome.status(), outcome.out());
        for (String program : List.of("setsid", "setpriv")) {
            String told = "FAIL  " + program + "\n      It is missing: apt install util-linux\n";
            assertTrue(outcome.out().contains(told), outcome.out());
        }
        assertTrue(outcome.out().contains("note  terminal type nobody\n"), outcome.out());
        assertTrue(outcome.out().contains("note  strace\n"), outcome.out());
        long missing = outcome.out().lines().filter(line -> line.startsWith("FAIL")).count();
        assertTrue(outcome.out().endsWith("Missing: " + missing + ".\n"), outcome.out());
    }

    @Test
    void whatOnlySomeThingsNeedIsNoFailureAndAReportNamesTheMachine() {
        Command.Outcome outcome = doctor("TERM=nobody", "--report");
        assertEquals(0, outcome.status(), outcome.out());
        assertTrue(outcome.out().contains("\nLinux version "), outcome.out());
        assertTrue(outcome.out().contains("\nTERM=nobody\n"), outcome.out());
        assertTrue(outcome.out().endsWith("Everything that is needed is there.\n"), outcome.out());
    }

    @Test
    void codeRunsFromWhereverItMay() {
        Command.Outcome outcome = with(noexec("~/.cache", "/tmp"), "doctor");
        assertTrue(outcome.out().contains("ok    fork: child "), outcome.out() + outcome.err());
        assertEquals(0, outcome.status(), outcome.out());
    }

    @Test
    void whereNoCodeMayRunTheOptionThatHelpsIsNamed() {
        String nowhere = noexec("~/.cache", "/tmp", "/dev/shm");
        Command.Outcome serve = with(nowhere, "serve", "0");
        assertEquals(2, serve.status(), serve.err());
        assertTrue(
                serve.err().startsWith("forkshell: No place lets the native code run: "),
                serve.err());
        assertTrue(serve.err().contains("java -Djna.tmpdir=DIR"), serve.err());
        assertFalse(serve.err().contains("\tat "), serve.err());
    }

    @Test
    void aTemporaryDirectoryThatCannotBeWrittenIsNamed() {
        String readOnly = "mount -t tmpfs -o ro none /tmp";
        Command.Outcome run = with(readOnly, "run", "-");
        assertTrue(run.err().contains("cannot be started: /tmp/forkshell"), run.err());
        assertTrue(run.err().contains("Read-only file system"), run.err());
        assertTrue(run.err().contains("doctor\" names what helps"), run.err());
        assertFalse(run.err().contains("\tat "), run.err());
        Command.Outcome doctor = with(readOnly, "doctor");
        assertTrue(doctor.out().contains("FAIL  temporary files in /tmp\n"), doctor.out());
        assertTrue(doctor.out().contains("export TMPDIR="), doctor.out());
    }

    private static String noexec(String... directories) {
        return "mkdir -p ~/.cache && for d in "
                + String.join(" ", directories)
                + "; do mount -t tmpfs -o noexec none $d; done";
    }

    /** Runs it where {@code mounting} has been done, in a mount namespace of its own. */
    private static Command.Outcome with(String mounting, String... arguments) {
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
        command.add(mounting + " && exec \"$@\"");
        command.add("sh");
        command.addAll(JavaProgram.commandLine(Main.class, List.of()));
        command.addAll(List.of(arguments));
        return Command.of(command).environment("XDG_RUNTIME_DIR", "").run();
    }

    /** Words with an equals sign are variables, the others arguments. */
    private static Command.Outcome doctor(String... words) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "LANG=C.UTF-8"));
        List<String> arguments = new ArrayList<>(List.of("doctor"));
        for (String word : words) {
            (word.contains("=") ? command : arguments).add(word);
        }
        command.addAll(JavaProgram.commandLine(Main.class, List.of()));
        command.addAll(arguments);
        return Command.of(command).run();
    }
}
