package forkshell.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class ReadersTest {
    @Test
    void aCommandMayHoldBlanksAndParentheses() {
        String line =
                "42 (a) R (b) S 1 42 42 0 -1 4194304 60 0 1 0 7 5 0 0 20 0 3 0 156310 430080 33"
                        + " 1 2 3 4 5 6 7 8 9 10 11 12 13 17 1 0 0 0 0 0 14 15 16 17 18 19 20 1792";
        Stat stat = Stat.parse(line);
        assertEquals("a) R (b", stat.command());
        assertEquals('S', stat.code());
        assertEquals(12, stat.cpuTicks());
        assertEquals(156310, stat.startTicks());
        assertEquals(1792, stat.waitStatus());
    }

    @Test
    void selfIsTheProcessThatAsks() {
        assertEquals(ProcessHandle.current().pid(), Stat.self().pid());
    }

    @Test
    void systemCallsHaveTheNamesOfBothArchitectures() {
        assertEquals("read", SystemCallNames.load("amd64").get(0));
        assertEquals("futex", SystemCallNames.load("amd64").get(202));
        assertEquals("read", SystemCallNames.load("aarch64").get(63));
        assertEquals("futex", SystemCallNames.load("aarch64").get(98));
        assertEquals("accept", SystemCallNames.load("aarch64").get(202));
        assertTrue(SystemCallNames.load("vax").isEmpty());
    }

    @Test
    void aRunningThreadIsInNoSystemCall() {
        assertFalse(SystemCall.parse("running\n").isKnown());
        assertFalse(SystemCall.parse("-1 0x0 0x0\n").isKnown());
    }

    @Test
    void anEndedProcessIsNoneAndNotRefused() {
        assertEquals(Fact.none(), Stat.of(Integer.MAX_VALUE));
        assertEquals(new ProcessFamily(0, 0), ProcessFamily.of(Integer.MAX_VALUE));
    }
}
