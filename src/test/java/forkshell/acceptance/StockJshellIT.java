package forkshell.acceptance;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.ProcessView;
import forkshell.testing.StockJshell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class StockJshellIT {
    @TempDir private Path directory;

    static List<List<String>> jshells() {
        return List.of(StockJshell.plain(), StockJshell.recommended());
    }

    @ParameterizedTest
    @MethodSource("jshells")
    void theWholeVocabularyWorksFromAnEmptyPrompt(List<String> jshell) throws IOException {
        String out =
                run(
                        jshell,
                        "Listener l = listen(0)",
                        "Client client = connect(l.port())",
                        "Connection acc = accept(l)",
                        "Child child = forkChild(l, acc, c -> echoBackLoop(c))",
                        "acc.close()",
                        "System.out.println(\"echo \" + client.say(\"子プロセス\"))",
                        "System.out.println(\"children \" + children().equals(List.of(child)))",
                        "client.close()",
                        "printChildProcessStatus(waitFor(child))",
                        "Child own = forkChild(() -> exit(getppid() & 0x7f))",
                        "System.out.println(\"status \" + (waitFor(own).exitCode() == (getpid() & 0x7f)))",
                        "Child sleeper = forkChild(() -> Thread.sleep(100_000))",
                        "kill(sleeper, SIGTERM)",
                        "System.out.println(waitFor(sleeper).signal())",
                        "Child talker = forkChild(() -> System.out.println(getpid()))",
                        "waitFor(talker)",
                        "System.out.println(\"reap \" + reap())",
                        "l.close()");
        String expected =
                "(?s).*echo 子プロセス\nchildren true\nstatus true\nSIGTERM\n"
                        + "\\[(\\d+)] \\1\nreap \\[]\n";
        assertTrue(out.matches(expected), out);
    }

    private String run(List<String> jshell, String... lines) throws IOException {
        Path script = directory.resolve("script.jsh");
        Files.writeString(script, String.join("\n", lines) + "\n/exit\n");
        return runScript(jshell, script);
    }

    private static String runScript(List<String> jshell, Path script) {
        List<String> words = new ArrayList<>(jshell);
        words.add(script.toString());
        Command.Outcome outcome = Command.of(words).run();
        boolean native25 = words.contains("-R--enable-native-access=ALL-UNNAMED");
        assertFalse(native25 && (outcome.out() + outcome.err()).contains("WARNING"), outcome.err());
        return outcome.succeeded();
    }

    @ParameterizedTest
    @MethodSource("jshells")
    void theFirstScriptRunsWholeAndLeavesNoChild(List<String> jshell) {
        String out = runScript(jshell, Path.of("jshell-scripts/01-first-server.jsh"));
        assertTrue(out.contains("alice hears hello from alice"), out);
        assertTrue(out.contains("bob hears still here?"), out);
        assertTrue(out.contains("children left: 0"), out);
        Matcher pids =
                Pattern.compile("child (\\d+) sleeping, .*\n.*child (\\d+) sleeping").matcher(out);
        assertTrue(pids.find(), out);
        assertFalse(ProcessView.exists(Long.parseLong(pids.group(1))));
        assertFalse(ProcessView.exists(Long.parseLong(pids.group(2))));
    }
}
