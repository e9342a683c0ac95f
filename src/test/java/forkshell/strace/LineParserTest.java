package forkshell.strace;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Lines of strace 6.1, as it wrote them. */
@Tag("quick")
class LineParserTest {
    private static final String CONNECTION = "4<TCP:[127.0.0.1:7905->127.0.0.1:42282]>";

    private static List<TraceLine> parsed(boolean stacks, String... lines) {
        List<TraceLine> records = new ArrayList<>();
        LineParser parser = new LineParser(0, stacks, records::add);
        for (String line : lines) {
            parser.take(line);
        }
        parser.flush();
        return records;
    }

    private static Call call(String... lines) {
        return (Call) parsed(false, lines).get(0);
    }

    @Test
    void aCallHasItsArgumentsResultAndDuration() {
        Call call =
                call(
                        "11310 1796106496.813169 accept(3<TCP:[127.0.0.1:7905]>, NULL, NULL) = "
                                + CONNECTION
                                + " <0.684195>");
        assertAll(
                () -> assertEquals(11310, call.pid()),
                () -> assertEquals("accept", call.name()),
                () ->
                        assertEquals(
                                List.of("3<TCP:[127.0.0.1:7905]>", "NULL", "NULL"),
                                call.arguments()),
                () -> assertEquals(4, call.value()),
                () -> assertEquals(1_796_106_496_813_169_000L, call.begun()),
                () -> assertEquals(1_796_106_497_497_364_000L, call.nanos()),
                () -> assertEquals("127.0.0.1:7905", call.descriptor().local()),
                () -> assertEquals("", call.descriptor().peer()),
                () ->
                        assertEquals(
                                "127.0.0.1:42282", TracedDescriptor.parse(call.result()).peer()));
    }

    @Test
    void commasInTextsStructuresAndDescriptorsDivideNothing() {
        Call call =
                call(
                        "7 1.000001 write(3</tmp/a, (b>, \"x, \\\"y\\\", [\", 9) = 9",
                        "7 1.000002 bind(3, {sa_family=AF_INET, sin_port=htons(1)}, 16) = 0");
        assertEquals(List.of("3</tmp/a, (b>", "\"x, \\\"y\\\", [\"", "9"), call.arguments());
        assertEquals("/tmp/a, (b", call.descriptor().target());
    }

    @Test
    void aShiftInAStatusIsNoDescriptor() {
        Call call =
                call("7 1.000000 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 1}], 0, NULL) = 9");
        assertEquals("[{WIFEXITED(s) && WEXITSTATUS(s) == 1}]", call.argument(1));
        assertEquals("NULL", call.argument(3));
    }

    @Test
    void anErrorHasItsNameAndMayBeInjected() {
        Call call =
                call(
                        "9 1.000000 clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD) = -1 EAGAIN"
                                + " (Resource temporarily unavailable) (INJECTED) <0.000016>");
        assertAll(
                () -> assertEquals(-1, call.value()),
                () -> assertEquals("EAGAIN", call.error()),
                () -> assertTrue(call.injected()),
                () -> assertFalse(call.succeeded()));
    }

    @Test
    void partsOfACallOfOneProcessAreJoinedAcrossThoseOfAnother() {
        List<TraceLine> records =
                parsed(
                        false,
                        "10 1.000000 close(4 <unfinished ...>",
                        "11 1.000002 accept(3, NULL, NULL <unfinished ...>",
                        "10 1.000003 <... close resumed>) = 0 <0.000151>",
                        "11 1.500000 <... accept resumed>) = ? ERESTARTSYS (To be restarted if"
                                + " SA_RESTART is set) <0.499998>");
        Call close = (Call) records.get(0);
        Call accept = (Call) records.get(1);
        assertAll(
                () -> assertEquals(2, records.size()),
                () -> assertEquals(List.of("4"), close.arguments()),
                () -> assertEquals(1_000_151_000L, close.nanos()),
                () -> assertEquals("ERESTARTSYS", accept.error()),
                () -> assertEquals(1_500_000_000L, accept.nanos()));
    }

    @Test
    void signalsAndEndsAreToldApart() {
        List<TraceLine> records =
                parsed(
                        false,
                        "5 1.000000 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=77,"
                                + " si_uid=0, si_status=0, si_utime=0, si_stime=0} ---",
                        "5 1.000001 --- stopped by SIGSTOP ---",
                        "5 1.000002 +++ exited with 3 +++",
                        "6 1.000003 +++ killed by SIGSEGV (core dumped) +++");
        SignalDelivery child = (SignalDelivery) records.get(0);
        SignalDelivery stop = (SignalDelivery) records.get(1);
        assertAll(
                () -> assertEquals(77, child.sender().orElseThrow()),
                () -> assertFalse(child.stopped()),
                () -> assertEquals("SIGSTOP", stop.signal()),
                () -> assertTrue(stop.stopped()),
                () -> assertEquals(3, ((ProcessEnd) records.get(2)).status()),
                () -> assertEquals("SIGSEGV", ((ProcessEnd) records.get(3)).signal()),
                () -> assertTrue(((ProcessEnd) records.get(3)).core()));
    }

    @Test
    void aCallInWhichItsProcessWasKilledDidNotReturn() {
        List<TraceLine> records =
                parsed(
                        false,
                        "5 1.000000 accept(3, NULL, NULL <unfinished ...>",
                        "5 2.000000 +++ killed by SIGKILL +++");
        assertEquals("?", ((Call) records.get(0)).result());
        assertEquals("SIGKILL", ((ProcessEnd) records.get(1)).signal());
    }

    @Test
    void callersBelongToTheCallBeforeThem() {
        List<TraceLine> records =
                parsed(
                        true,
                        "5 1.000000 fork() = 6 <0.000100>",
                        " > /lib/libc.so.6(fork+0x1a) [0xdb8f1]",
                        " > /tmp/server(main+0x144) [0x1427]",
                        "5 1.000200 exit_group(0) = ?");
        assertEquals(
                List.of("/lib/libc.so.6(fork+0x1a) [0xdb8f1]", "/tmp/server(main+0x144) [0x1427]"),
                ((Call) records.get(0)).stack());
        assertEquals(List.of(), ((Call) records.get(1)).stack());
    }

    @Test
    void aLineThatIsNotUnderstoodIsLeftOut() {
        assertEquals(List.of(), parsed(false, "strace: Process 5 attached", "5 1.000000 ???", ""));
    }
}
