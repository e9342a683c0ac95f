package forkshell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
        assertTrue(
                outcome.out()
                        .contains("FAIL  setsid\n      It is missing: apt install util-linux\n"),
                outcome.out());
        assertTrue(outcome.out().contains("note  terminal type nobody\n"), outcome.out());
        assertTrue(outcome.out().contains("note  strace\n"), outcome.out());
        assertTrue(outcome.out().endsWith("Missing: 1.\n"), outcome.out());
    }

    @Test
    void whatOnlySomeThingsNeedIsNoFailureAndAReportNamesTheMachine() {
        Command.Outcome outcome = doctor("TERM=nobody", "--report");
        assertEquals(0, outcome.status(), outcome.out());
        assertTrue(outcome.out().contains("\nLinux version "), outcome.out());
        assertTrue(outcome.out().contains("\nTERM=nobody\n"), outcome.out());
        assertTrue(outcome.out().endsWith("Everything that is needed is there.\n"), outcome.out());
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
