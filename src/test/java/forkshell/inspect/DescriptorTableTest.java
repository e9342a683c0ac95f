package forkshell.inspect;

import static forkshell.inspect.RealProcesses.output;
import static forkshell.inspect.RealProcesses.pid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.inspect.DescriptorPair.Relation;
import forkshell.testing.Eventually;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DescriptorTableTest {
    private static final long ME = ProcessHandle.current().pid();

    private final RealProcesses processes = new RealProcesses();
    private final Inspector inspector = Inspector.ofThisProcess();

    @AfterEach
    void endProcesses() {
        processes.close();
    }

    @Test
    void agreesWithLsof() throws Exception {
        int pid = pid(processes.start("bash", "-c", "exec 7</etc/passwd 8>>/dev/null sleep 60"));
        Eventually.holds(
                "sleep runs",
                () -> output("ps", "-o", "comm=", "-p", "" + pid).startsWith("sleep"));
        String ours =
                inspector.fds(pid).stream()
                        .filter(row -> row.kind().equals("file") || row.kind().equals("device"))
                        .map(row -> row.fd() + " " + row.target())
                        .collect(Collectors.joining("\n"));
        assertEquals(lsofFiles(pid), ours);
    }

    @Test
    void tellsFlagsAndOffset() throws Exception {
        int pid =
                pid(
                        processes.start(
                                "bash",
                                "-c",
                                "exec 7</etc/passwd 8>>/dev/null; read -N 5 -u 7; sleep 60"));
        Eventually.holds(
                "opened, and 5 characters read",
                () ->
                        inspector.fds(pid).stream()
                                .anyMatch(row -> row.fd() == 7 && row.offset() > 0));
        assertEquals("RDONLY", row(pid, 7).flags());
        assertEquals("WRONLY APPEND", row(pid, 8).flags());
        assertTrue(
                output("cat", "/proc/" + pid + "/fdinfo/7")
                        .contains("pos:\t" + row(pid, 7).offset()));
    }

    @Test
    void tellsNonBlockingAndCloseOnExecAsTheKernelHasThem() throws Exception {
        try (ServerSocketChannel channel = ServerSocketChannel.open()) {
            channel.bind(null).configureBlocking(false);
            List<DescriptorRow> rows = inspector.fds().rows();
            assertTrue(rows.stream().anyMatch(DescriptorRow::nonBlocking));
            assertTrue(rows.stream().anyMatch(DescriptorRow::closeOnExec));
            for (DescriptorRow row : rows) {
                String info = output("cat", "/proc/" + ME + "/fdinfo/" + row.fd());
                String octal = info.replaceAll("(?s).*flags:\\s+(\\d+).*", "$1");
                long flags =
                        info.contains("flags:")
                                ? Long.parseLong(octal, 8)
                                : row.descriptor().flags();
                assertEquals((flags & 02000000) != 0, row.closeOnExec(), info);
                assertEquals((flags & 04000) != 0, row.nonBlocking(), info);
            }
        }
    }

    @Test
    void showsWhatAChildInheritedClosedAndOpened() throws Exception {
        int parent =
                pid(
                        processes.start(
                                "bash",
                                "-c",
                                "exec 7</etc/passwd 8</etc/group; (exec 8<&- 9</etc/hosts sleep 60) & exec sleep 60"));
        Eventually.holds("a child that opened 9", () -> !relation(parent, 9).isEmpty());
        assertEquals(List.of(Relation.SHARED), relation(parent, 7));
        assertEquals(List.of(Relation.ONLY_FIRST), relation(parent, 8));
        assertEquals(List.of(Relation.ONLY_SECOND), relation(parent, 9));
    }

    @Test
    void saysWhyAPidShowsNothing() throws Exception {
        Process ended = processes.start("true");
        ended.waitFor();
        int thread =
                Integer.parseInt(
                        output(
                                        "bash",
                                        "-c",
                                        "ls /proc/"
                                                + ProcessHandle.current().pid()
                                                + "/task | tail -1")
                                .strip());
        assertTrue(
                inspector
                        .fds(pid(ended))
                        .toString()
                        .startsWith("\nThere is no process " + ended.pid()));
        assertTrue(inspector.fds(0).toString().startsWith("\n0 is not a pid"));
        assertTrue(
                inspector
                        .fds(thread)
                        .toString()
                        .contains(
                                thread
                                        + " is a thread of process "
                                        + ProcessHandle.current().pid()));
        assertTrue(inspector.fds(thread, pid(ended)).notes().size() == 2);
    }

    private List<Relation> relation(int parent, int fd) {
        List<Integer> pids = Inspector.of(parent).ps().stream().map(ProcessRow::pid).toList();
        return inspector.fds(parent, pids.get(pids.size() - 1)).stream()
                .filter(pair -> pair.fd() == fd)
                .map(DescriptorPair::relation)
                .toList();
    }

    private DescriptorRow row(int pid, int fd) {
        return inspector.fds(pid).where(row -> row.fd() == fd).rows().get(0);
    }

    /** {@code -F fn} prints the descriptor and the name on lines that start with f and n. */
    private static String lsofFiles(int pid) {
        return output("lsof", "-a", "-p", "" + pid, "-d", "0-99", "-F", "fn")
                .lines()
                .filter(line -> line.startsWith("f") || line.startsWith("n"))
                .collect(Collectors.joining(" "))
                .replaceAll(" ?f(\\d+) n", "\n$1 ")
                .lines()
                .filter(line -> line.matches("\\d+ /.*"))
                .collect(Collectors.joining("\n"));
    }
}
