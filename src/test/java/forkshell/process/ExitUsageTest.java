package forkshell.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Exec;
import forkshell.libc.Libc;
import forkshell.libc.Signal;
import forkshell.libc.Usage;
import forkshell.testing.CProgram;
import forkshell.testing.LeavesNothingBehind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class ExitUsageTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final int PAGES = 10_000;
    private static final int PAGE = 4096;
    private static final int MILLIS = 60;

    /** Touches pages, then spends processor time. */
    private static final String SPENDER =
            """
            #include <stdlib.h>
            #include <sys/mman.h>
            #include <time.h>
            int main(int argc, char **argv) {
              long pages = atol(argv[1]), millis = atol(argv[2]);
              char *p = mmap(NULL, pages * 4096, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
              madvise(p, pages * 4096, MADV_NOHUGEPAGE);
              for (long i = 0; i < pages; i++) p[i * 4096] = 1;
              while (clock() < millis * CLOCKS_PER_SEC / 1000) {}
              return 0;
            }
            """;

    @AfterEach
    void endChildren() {
        TABLE.endAll();
    }

    private static Usage usageOf(int pages, int millis) {
        String program = CProgram.of(SPENDER).executable().toString();
        List<String> words = List.of(program, "" + pages, "" + millis);
        Child child = TABLE.fork("", () -> Exec.execve(program, words, Map.of()));
        Exit exit = TABLE.waitFor(child);
        assertEquals(0, exit.exitCode());
        return exit.usage();
    }

    @Test
    void anExitTellsWhatItsProcessHasUsed() {
        Usage much = usageOf(PAGES, MILLIS);
        assertTrue(much.user().plus(much.system()).toMillis() >= MILLIS, much.toString());
        assertTrue(much.maxRss() >= (long) PAGES * PAGE, much.toString());
        Usage little = usageOf(0, 0);
        assertTrue(
                much.minorFaults() - little.minorFaults() > PAGES * 9 / 10, much + "; " + little);
    }

    @Test
    void waitpidTellsItOfAStoppedChildAndOfItsEnd() {
        Child child = TABLE.fork("", () -> TABLE.kill(Libc.getpid(), Signal.SIGSTOP));
        Usage stopped = TABLE.waitpid(child, Libc.WUNTRACED).usage();
        TABLE.kill(child, Signal.SIGCONT);
        Usage ended = TABLE.waitpid(child, 0).usage();
        assertTrue(stopped.minorFaults() > 0, stopped.toString());
        assertTrue(ended.minorFaults() >= stopped.minorFaults(), ended.toString());
        assertEquals(ended.toString(), child.exit().usage().toString());
    }

    @Test
    void itReadsAsOneLine() {
        String form =
                "user \\d+\\.\\d{3} s, system \\d+\\.\\d{3} s, max RSS \\d+ kB,"
                        + " page faults \\d+ minor, \\d+ major";
        Usage usage = TABLE.waitFor(TABLE.fork("", () -> {})).usage();
        assertTrue(usage.toString().matches(form), usage.toString());
    }

    @Test
    void ofABareStatusItIsUnknown() {
        assertNull(new Exit(1, 0).usage());
    }
}
