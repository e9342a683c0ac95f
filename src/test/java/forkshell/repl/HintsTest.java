package forkshell.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said behind the compiler's message about a snippet in C, or from a Japanese keyboard. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HintsTest {
    private Session session;

    @BeforeAll
    void open() {
        session = Session.open(SessionOptions.defaults());
    }

    @AfterAll
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fork() | fork | forkChild(() -> { ... })",
                "pid_t pid = fork(); | pid_t | Child child = forkChild(...)",
                "wait(&status); | wait | waitFor(child)",
                "waitpid(-1, &status, WNOHANG) | waitpid | reap()",
                "printf(\"%d\\n\", 3); | printf | System.out.printf",
                "perror(\"fork\"); | perror | SystemCallException",
                "close(fd); | close | connection.close()",
                "int s = socket(AF_INET, SOCK_STREAM, 0); | socket | listen(7777)",
                "_exit(1); | _exit | exit(1)",
                "getpid | getpid | getpid()",
                "#include <stdio.h> | include | import",
                "char *p = NULL; | NULL | null",
                "if ((pid = fork()) == 0) { exit(); } | fork | forkChild",
                "struct sockaddr_in a; | struct | record",
            })
    void aWordOfCIsAnsweredWithWhatToType(String source, String word, String ours) {
        List<String> hints = hints(source);
        assertTrue(hints.get(0).startsWith("C's " + word + " is here: "), hints::toString);
        assertTrue(hints.get(0).contains(ours), hints::toString);
    }

    @Test
    void whatStandsInAStringOrBehindADotIsNoWordOfC() {
        assertEquals(List.of(), hints("List.of(1).qqqqq(\"fork wait close\" /* printf */)"));
        assertTrue(hints("new Object().close()").stream().noneMatch(h -> h.contains("C's")));
    }

    @Test
    void fullWidthCharactersAreNamedWithWhatToType() {
        assertEquals(
                List.of("Full-width characters: type ( for （, ) for ）, ; for ；."),
                hints("System.out.println（3）；"));
        assertEquals(
                List.of("Full-width characters: type an ordinary blank for the full-width one."),
                hints("int　x = 1;"));
        assertEquals(List.of("Full-width characters: type \" for ”."), hints("String s = ”a”;"));
    }

    private List<String> hints(String source) {
        Outcome last = null;
        for (Outcome each : session.evaluate(source)) {
            last = each;
        }
        assertEquals(Outcome.Result.REJECTED, last.result(), source);
        return session.hints(last);
    }
}
