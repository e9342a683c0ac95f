package forkshell.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import forkshell.process.Exit;
import forkshell.testing.CProgram;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** printChildProcessStatus against the lecture's own function, compiled. */
@Timeout(60)
class ChildStatusTest {
    @Test
    void bothLinesAgreeWithTheLecturesFunctionForAllStatuses() {
        String c =
                CProgram.of(
                                """
                                #include <stdio.h>
                                #include <sys/wait.h>
                                int main(void) {
                                  for (int status = 0; status < 65536; status++) {
                                    printf("sig_chld_handler:wait:pid=%d,status=%d\\n", 4242, status);
                                    printf("  WIFEXITED:%d,WEXITSTATUS:%d,WIFSIGNALED:%d,"
                                        "WTERMSIG:%d,WIFSTOPPED:%d,WSTOPSIG:%d\\n", WIFEXITED(status),
                                        WEXITSTATUS(status), WIFSIGNALED(status), WTERMSIG(status),
                                        WIFSTOPPED(status),
                                        WSTOPSIG(status));
                                  }
                                  return 0;
                                }
                                """)
                        .output();
        String[] ours =
                IntStream.range(0, 65_536)
                        .mapToObj(status -> ChildStatus.text(4242, status))
                        .toArray(String[]::new);
        assertArrayEquals(c.split("\n(?=sig)"), withLastLineEnded(ours));
    }

    private static String[] withLastLineEnded(String[] lines) {
        lines[lines.length - 1] += "\n";
        return lines;
    }

    @Test
    void bothLinesGoToStderr() {
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ChildStatus.print(new Exit(7, 9));
        } finally {
            System.setErr(err);
        }
        assertEquals(
                "sig_chld_handler:wait:pid=7,status=9\n  WIFEXITED:0,WEXITSTATUS:0,WIFSIGNALED:1,"
                        + "WTERMSIG:9,WIFSTOPPED:0,WSTOPSIG:0\n",
                printed.toString(StandardCharsets.UTF_8));
    }
}
