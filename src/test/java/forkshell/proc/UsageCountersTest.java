package forkshell.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UsageCountersTest {
    private static int pid() {
        return (int) ProcessHandle.current().pid();
    }

    /** Half a second of counting, by the shell's own times. */
    @Test
    void aChildThatHasBeenWaitedForCounts() {
        UsageCounters before = UsageCounters.of(pid());
        String times = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; times";
        String[] seconds =
                Command.of("sh", "-c", times)
                        .run()
                        .succeeded()
                        .lines()
                        .findFirst()
                        .get()
                        .split(" ");
        double user = Double.parseDouble(seconds[0].replaceAll(".*m|s", ""));
        UsageCounters used = UsageCounters.of(pid()).since(before);
        assertTrue(used.cpu().toMillis() >= user * 1_000 - 20, used + " and " + user);
        assertTrue(used.pageFaults() > 0, used::toString);
    }

    @Test
    void severalAreAddedAndOneThatIsGoneCountsNothing() {
        assertEquals(0, UsageCounters.of(IntStream.of(Integer.MAX_VALUE)).pageFaults());
        assertTrue(UsageCounters.of(IntStream.of(pid(), Integer.MAX_VALUE)).pageFaults() > 0);
    }
}
