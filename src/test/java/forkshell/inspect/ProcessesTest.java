package forkshell.inspect;

import static forkshell.inspect.RealProcesses.AFTER_EXEC;
import static forkshell.inspect.RealProcesses.output;
import static forkshell.inspect.RealProcesses.pid;
import static forkshell.inspect.RealProcesses.signal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.display.Bundle;
import forkshell.jvm.RecommendedFlags;
import forkshell.libc.Signal;
import forkshell.proc.Fact;
import forkshell.proc.ProcessFamily;
import forkshell.proc.Stat;
import forkshell.process.ChildTask;
import forkshell.process.ProcessTable;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessesTest {
    /** Address, permissions, offset, device and inode, which pmap(1) does not add up. */
    private static final int MAPPING_COLUMNS = 5;

    private static final int ME = (int) ProcessHandle.current().pid();

    @TempDir private Path directory;

    private final RealProcesses processes = new RealProcesses();
    private final Inspector inspector = Inspector.ofThisProcess();

    @AfterEach
    void endProcesses() {
        processes.close();
    }

    @Test
    void agreesWithPsOnASleepingAndAStoppedProcess() throws Exception {
        int sleeping = processes.sleeper();
        int stopped = processes.sleeper();
        signal("STOP", stopped);
        Eventually.holds("stopped", () -> row(stopped).state() == ProcessState.STOPPED);
        Eventually.holds(
                "asleep", () -> row(sleeping).blockedIn().toString().startsWith("clock_nanosleep"));
        assertEquals(psLine(sleeping), asPsWouldSay(sleeping, "S"));
        assertEquals(psLine(stopped), asPsWouldSay(stopped, "T"));
        assertTrue(row(sleeping).blockedIn().toString().contains("[" + ps("wchan:40", sleeping)));
        long before = Long.parseLong(ps("etimes", sleeping));
        long age = row(sleeping).age().toSeconds();
        assertTrue(before - 1 <= age && age <= Long.parseLong(ps("etimes", sleeping)));
    }

    @Test
    void agreesWithPsOnCpuTimeAndWithPmapOnProportionalMemory() throws Exception {
        int busy = pid(processes.start("bash", "-c", "while :; do :; done"));
        Eventually.holds(
                Duration.ofSeconds(50),
                () -> "a second of CPU time, not " + row(busy),
                () -> row(busy).cpu().toMillis() >= 1000);
        signal("STOP", busy);
        Eventually.holds("stopped", () -> row(busy).state() == ProcessState.STOPPED);
        assertEquals(ps("cputimes", busy), Long.toString(row(busy).cpu().toSeconds()));
        Eventually.holds("the same PSS", () -> isAsPmapSays(busy, row(busy).pss().value()));
    }

    /** Pmap(1) adds up whole kilobytes, the kernel parts of them: one a mapping at most. */
    private static boolean isAsPmapSays(int pid, long pss) {
        List<String> lines = output("pmap", "-X", "" + pid).strip().lines().toList();
        int column = List.of(lines.get(1).strip().split(" +")).indexOf("Pss") - MAPPING_COLUMNS;
        String total = lines.get(lines.size() - 1).strip().split(" +")[column];
        long lost = pss / 1024 - Long.parseLong(total);
        return 0 <= lost && lost <= lines.size();
    }

    @Test
    void aNameOrAFileThatATerminalWouldObeyIsShown() throws Exception {
        String name = "\u001b]0;<b>\u0007\n";
        Path fifo = directory.resolve("\u001b[2J\u009b\u202e&");
        assertEquals("", output("mkfifo", fifo.toString()));
        String script = "printf %s \"$0\" > /proc/$$/comm; exec 5<>\"$1\"; read -u 5 line";
        int hostile = pid(processes.start("bash", "-c", script, name, fifo.toString()));
        Eventually.holds(
                "it reads", () -> row(hostile).blockedIn().toString().startsWith("read(5"));
        Tree tree = inspector.tree();
        String rows = inspector.ps().text(RenderOptions.PLAIN);
        String fds = inspector.fds(hostile).text(RenderOptions.PLAIN);
        String lines = String.join("\n", tree.lines(RenderOptions.PLAIN));
        assertTrue(rows.contains("^[]0;<b>^G^J") && lines.contains("^[]0;<b>^G^J"), rows + lines);
        assertTrue(fds.contains("^[[2J\\u{9b}\\u{202e}&") && lines.contains("^[[2J"), fds + lines);
        String html = inspector.ps().html() + inspector.fds(hostile).html();
        assertTrue(html.contains("^[]0;&lt;b&gt;^G") && html.contains("\\u{202e}&amp;"), html);
        byte[] picture = tree.svg().getBytes(StandardCharsets.UTF_8);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(picture));
        for (String shown : List.of(rows, fds, lines, html, tree.svg())) {
            assertEquals(-1, shown.indexOf('\u001b'));
        }
    }

    /** Forks a child that waits for a thread that it has not, once nobody looks after it. */
    public static void main(String[] arguments) throws InterruptedException {
        ProcessTable table = new ProcessTable();
        CountDownLatch never = new CountDownLatch(1);
        int parent = Stat.self().pid();
        ChildTask task =
                () -> {
                    while (Stat.of(parent).value().code() != 'T') {}
                    never.await();
                };
        assertEquals(parent, Stat.of(parent).value().pid());
        System.out.println(table.fork("", task).pid());
        never.await();
    }

    @Test
    void showsAWedgedChildAlsoOfAnotherJdk() throws Exception {
        List<String> program =
                JavaProgram.commandLine(ProcessesTest.class, RecommendedFlags.options());
        program.set(0, anotherJdk().toString());
        Process parent = processes.start(program.toArray(String[]::new));
        int child = Integer.parseInt(parent.inputReader().readLine());
        signal("STOP", pid(parent));
        Inspector session = Inspector.of(pid(parent));
        Eventually.holds(
                "wedged",
                () ->
                        session.ps().stream()
                                .anyMatch(
                                        row ->
                                                row.pid() == child
                                                        && row.state() == ProcessState.WEDGED));
        assertTrue(session.tree().toString().contains("wedged, in futex"));
        assertTrue(ps("stat", child).startsWith("S"));
    }

    /** A java(1) elsewhere than that of this JVM. */
    private Path anotherJdk() throws IOException {
        Path home = Path.of(System.getProperty("java.home"));
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createSymbolicLink(directory.resolve("lib"), home.resolve("lib"));
        return Files.copy(
                home.resolve("bin/java"), bin.resolve("java"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    @Test
    void showsTheStatusThatAZombieStillHolds() throws Exception {
        int parent =
                pid(
                        processes.start(
                                "bash",
                                "-c",
                                "bash -c '" + AFTER_EXEC + "exit 3' & exec sleep 60"));
        Eventually.holds(
                "a zombie", () -> ProcessFamily.of(parent).equals(new ProcessFamily(0, 1)));
        ProcessRow zombie = Inspector.of(parent).ps().rows().get(1);
        assertEquals(ProcessState.ZOMBIE, zombie.state());
        assertEquals(3, zombie.exit().value().exitCode());
        assertTrue(zombie.toString().contains("zombie, exit 3, not reaped"), zombie.toString());
        assertEquals("-", zombie.pss().toString());
        assertTrue(output("ps", "-o", "stat=", "-p", "" + zombie.pid()).startsWith("Z"));
    }

    @Test
    void showsTheSignalThatEndedAZombie() throws Exception {
        int parent =
                pid(
                        processes.start(
                                "bash",
                                "-c",
                                "bash -c '" + AFTER_EXEC + "kill -9 $$' & exec sleep 60"));
        Eventually.holds("a zombie", () -> ProcessFamily.of(parent).zombies() == 1);
        assertEquals(
                Signal.SIGKILL, Inspector.of(parent).ps().rows().get(1).exit().value().signal());
    }

    @Test
    void countsLivingChildrenAndZombiesApart() throws Exception {
        int parent =
                pid(
                        processes.start(
                                "bash",
                                "-c",
                                "sleep 60 & sleep 60 & bash -c '"
                                        + AFTER_EXEC
                                        + "' & exec sleep 60"));
        Eventually.holds(
                "two alive, one zombie",
                () -> ProcessFamily.of(parent).equals(new ProcessFamily(2, 1)));
    }

    @Test
    void showsTheClientThatAProcessServes() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket accepted = listener.accept()) {
            assertEquals("127.0.0.1:" + client.getLocalPort(), row(ME).peer().toString());
            assertEquals(accepted.getPort(), client.getLocalPort());
        }
        assertEquals("-", row(ME).peer().toString());
    }

    @Test
    void resolvesTheDescriptorThatAProcessIsBlockedOn() throws Exception {
        int reader = pid(processes.start("cat"));
        String pipe = "pipe:";
        Eventually.holds(
                "cat reads",
                () -> row(reader).blockedIn().toString().startsWith("read(0) from " + pipe));
        assertTrue(output("lsof", "-a", "-p", "" + reader, "-d", "0").contains(" pipe"));
    }

    @Test
    void leavesOutAProcessWhosePidBelongsToAnotherByNow() throws Exception {
        Stat now = Stat.of(processes.sleeper()).value();
        Stat earlier =
                new Stat(
                        now.pid(),
                        now.command(),
                        now.code(),
                        now.ppid(),
                        now.pgid(),
                        now.session(),
                        now.cpuTicks(),
                        now.threads(),
                        now.startTicks() - 1,
                        now.residentBytes(),
                        now.waitStatus());
        Processes look = new Processes(Set.of(ME), Fact.of(Map.of()));
        assertTrue(look.row(now).isPresent());
        assertTrue(look.row(earlier).isEmpty());
    }

    @Test
    void survivesProcessesThatVanishWhileTheyAreRead() throws Exception {
        Process churn =
                processes.start("bash", "-c", "for i in {1..300}; do /bin/true & done; wait");
        while (churn.isAlive()) {
            assertEquals(ME, inspector.ps().rows().get(0).pid());
            assertTrue(inspector.tree().processes().findFirst().isPresent());
        }
        assertEquals(0, churn.exitValue());
    }

    @Test
    void tablesTreesAndMemoryAreShownOnAPage() throws Exception {
        Path odd =
                Files.copy(
                        Path.of("/bin/sleep"),
                        directory.resolve("<b>&"),
                        StandardCopyOption.COPY_ATTRIBUTES);
        int pid = pid(processes.start(odd.toString(), "60"));
        Eventually.holds("its name", () -> row(pid).command().equals("<b>&"));
        assertTrue(html(inspector.ps()).contains(">&lt;b&gt;&amp;</td></tr>"));
        assertTrue(inspector.tree().svg().contains(">" + pid + " &lt;b&gt;&amp; "));
        assertTrue(html(inspector.memory(pid)).contains(">Private_Dirty</td>"));
    }

    private static String html(Object value) {
        return Bundle.of(value).forms().get(Bundle.HTML);
    }

    @Test
    void drawsTheTreeOfTheSession() throws Exception {
        int parent = pid(processes.start("bash", "-c", "sleep 60 & exec sleep 60"));
        Pattern expected = Pattern.compile("┗━ " + parent + " sleep sleeping.*\n   ┗━ \\d+ sleep ");
        Eventually.holds(
                Duration.ofSeconds(30),
                () -> inspector.tree().toString(),
                () ->
                        expected.matcher(
                                        String.join(
                                                "\n", inspector.tree().lines(RenderOptions.PLAIN)))
                                .find());
    }

    @Test
    void showsWhoAdoptedAnOrphan() throws Exception {
        int orphan =
                processes.numberFrom(
                        "set -m; { sleep 60 > /dev/null & echo $! >&2; } | sleep 61 & wait");
        Eventually.holds(
                "adopted",
                () ->
                        !inspector.tree().roots().stream()
                                .allMatch(root -> root.process().pid() == ME));
        Tree.Node adopter = inspector.tree().roots().get(1);
        int ppid = Integer.parseInt(output("ps", "-o", "ppid=", "-p", "" + orphan).strip());
        assertEquals(ppid, adopter.process().pid());
        assertEquals(orphan, adopter.children().get(0).process().pid());
        assertTrue(adopter.adopter());
        signal("KILL", orphan);
    }

    @Test
    void printsAlignedColumns() throws Exception {
        processes.sleeper();
        List<String> lines = inspector.ps().lines(RenderOptions.PLAIN);
        int state = lines.get(0).indexOf("STATE");
        assertFalse(
                lines.stream()
                        .anyMatch(
                                line ->
                                        line.charAt(state) == ' '
                                                || line.charAt(state - 1) != ' '));
    }

    @Test
    void leavesOutWhatANarrowTerminalHasNoRoomFor() throws Exception {
        processes.sleeper();
        String narrow = inspector.ps().text(new RenderOptions(false, 80, Locale.ENGLISH));
        narrow.lines().forEach(line -> assertTrue(Width.of(line) <= 80, line));
        assertTrue(narrow.contains("BLOCKED IN") && narrow.contains("STATE"), narrow);
        assertTrue(narrow.contains("No room for "), narrow);
        assertFalse(inspector.ps().text(RenderOptions.PLAIN).contains("No room for "));
    }

    private ProcessRow row(int pid) {
        return inspector.ps().where(row -> row.pid() == pid).rows().get(0);
    }

    private static String ps(String column, int pid) {
        return output("ps", "-o", column + "=", "-p", "" + pid).strip();
    }

    private static String psLine(int pid) {
        return output("ps", "-o", "pid=,ppid=,pgid=,stat=,rss=,comm=", "-p", "" + pid)
                .strip()
                .replaceAll("\\s+", " ")
                .replaceFirst(" ([A-Z])[A-Za-z<+]* ", " $1 ");
    }

    private String asPsWouldSay(int pid, String letter) {
        ProcessRow row = row(pid);
        return "%d %d %d %s %d %s"
                .formatted(pid, row.ppid(), row.pgid(), letter, row.rss() / 1024, row.command());
    }
}
