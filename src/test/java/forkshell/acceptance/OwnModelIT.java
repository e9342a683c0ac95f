package forkshell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.JavaProgram;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.StockJshell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server model that the documentation of ServerModel shows, as a learner types it. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class OwnModelIT {
    private static final String CLIENTS =
            """
            Client alice = connect(loop.listener().port())
            Client bob = connect(loop.listener().port())
            System.out.println(alice.say("first") + " " + bob.say("second"))
            System.out.println(children().size() + " children")
            alice.close()
            bob.close()
            until(() -> children().stream().noneMatch(Child::isAlive))
            Client carol = connect(loop.listener().port())
            System.out.println(carol.say("third"))
            until(() -> loop.stats().reaped() == 2)
            System.out.println(loop.stats())
            """;

    private static final String SERVED =
            "first second\n2 children\nthird\n"
                    + "3 accepted, 3 forked, 2 reaped, 1 not reaped, 0 failed\n";

    @TempDir private Path directory;

    /** The console's own sessions, and the JDK's jshell with either set of flags. */
    static List<List<String>> prompts() {
        return List.of(JavaProgram.packaged("run"), StockJshell.plain(), StockJshell.recommended());
    }

    @ParameterizedTest
    @MethodSource("prompts")
    void aModelOfFifteenLinesServesLikeOurs(List<String> prompt) throws IOException {
        Path script = directory.resolve("own.jsh");
        Files.writeString(script, documented() + CLIENTS + "belongings().end()\n/exit\n");
        List<String> words = new ArrayList<>(prompt);
        words.add(script.toString());
        Command.Outcome outcome = Command.of(words).run();
        assertEquals(SERVED, outcome.succeeded(), outcome::err);
    }

    @Test
    void itHasNoMoreThanFifteenLines() throws IOException {
        String text = documented();
        assertTrue(text.lines().count() <= 15, text);
    }

    private static String documented() throws IOException {
        String source =
                Files.readString(Path.of("src/main/java/forkshell/server/ServerModel.java"));
        String begin = "<pre>{@code\n";
        int from = source.indexOf(begin) + begin.length();
        return source.substring(from, source.indexOf("}</pre>")).replaceAll("(?m)^ \\* ?", "");
    }
}
