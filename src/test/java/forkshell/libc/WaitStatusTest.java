package forkshell.libc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.testing.CProgram;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The macros of wait(2) against those of this computer's C library. */
@Timeout(60)
class WaitStatusTest {
    private static final String MACROS =
            """
            #include <stdio.h>
            #include <stdlib.h>
            #include <sys/wait.h>
            int main(int argc, char **argv) {
              for (int i = 1; i < argc; i += 2)
                for (int s = atoi(argv[i]); s < atoi(argv[i + 1]); s++)
                  printf("%d: %d %d %d %d %d %d %d %d\\n", s, !!WIFEXITED(s), WEXITSTATUS(s),
                         !!WIFSIGNALED(s), WTERMSIG(s), !!WCOREDUMP(s), !!WIFSTOPPED(s),
                         WSTOPSIG(s), !!WIFCONTINUED(s));
              return 0;
            }
            """;

    @Test
    void everyMacroAgreesWithCForAllSixteenBitStatuses() {
        String c = CProgram.of(MACROS).output("0", "65536");
        assertArrayEquals(c.split("\n"), lines(IntStream.range(0, 65_536)));
    }

    /** A traced child's stops carry an event above the low 16 bits; status is an int. */
    @Test
    void everyMacroAgreesWithCForStatusesAboveSixteenBits() {
        String c = CProgram.of(MACROS).output("65536", "66000", "2147483000", "2147483647");
        IntStream above =
                IntStream.concat(
                        IntStream.range(65_536, 66_000),
                        IntStream.range(2_147_483_000, Integer.MAX_VALUE));
        assertArrayEquals(c.split("\n"), lines(above));
    }

    /** What the kernel really gives, for each of the four ways. */
    @Test
    void theKernelsOwnStatusesAreDecodedAsTheyWereMade() {
        String[] statuses =
                CProgram.of(
                                """
                                #include <signal.h>
                                #include <stdio.h>
                                #include <sys/wait.h>
                                #include <unistd.h>
                                static void show(int pid, int options) {
                                  int status;
                                  waitpid(pid, &status, options);
                                  printf("%d\\n", status);
                                }
                                int main(void) {
                                  int pid = fork();
                                  if (pid == 0) for (;;) pause();
                                  kill(pid, SIGSTOP); show(pid, WUNTRACED);
                                  kill(pid, SIGCONT); show(pid, WCONTINUED);
                                  kill(pid, SIGKILL); show(pid, 0);
                                  pid = fork();
                                  if (pid == 0) _exit(23);
                                  show(pid, 0);
                                  return 0;
                                }
                                """)
                        .output()
                        .split("\n");
        int[] status = Stream.of(statuses).mapToInt(Integer::parseInt).toArray();
        assertEquals("0 1 0 SIGSTOP", ways(status[0]) + " " + signal(status[0] >> 8));
        assertEquals("0 0 0 1", ways(status[1]) + " " + digit(WaitStatus.WIFCONTINUED(status[1])));
        assertEquals(
                "0 0 1 SIGKILL", ways(status[2]) + " " + signal(WaitStatus.WTERMSIG(status[2])));
        assertEquals("1 0 0 23", ways(status[3]) + " " + WaitStatus.WEXITSTATUS(status[3]));
    }

    private static String ways(int status) {
        return digit(WaitStatus.WIFEXITED(status))
                + " "
                + digit(WaitStatus.WIFSTOPPED(status))
                + " "
                + digit(WaitStatus.WIFSIGNALED(status));
    }

    private static String signal(int number) {
        return Signal.nameOf(number);
    }

    private static String[] lines(IntStream statuses) {
        return statuses.mapToObj(WaitStatusTest::line).toArray(String[]::new);
    }

    private static String line(int s) {
        return s
                + ": "
                + digit(WaitStatus.WIFEXITED(s))
                + " "
                + WaitStatus.WEXITSTATUS(s)
                + " "
                + digit(WaitStatus.WIFSIGNALED(s))
                + " "
                + WaitStatus.WTERMSIG(s)
                + " "
                + digit(WaitStatus.WCOREDUMP(s))
                + " "
                + digit(WaitStatus.WIFSTOPPED(s))
                + " "
                + WaitStatus.WSTOPSIG(s)
                + " "
                + digit(WaitStatus.WIFCONTINUED(s));
    }

    private static int digit(boolean truth) {
        return truth ? 1 : 0;
    }
}
