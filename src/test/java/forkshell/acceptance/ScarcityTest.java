package forkshell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import forkshell.proc.FdInfo;
import forkshell.testing.Command;
import forkshell.testing.Dialogue;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import forkshell.testing.LeavesNothingBehind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that runs out of descriptors, processes, memory or rights: it says so and goes on. */
@Timeout(90)
@ExtendWith(LeavesNothingBehind.class)
class ScarcityTest {
    private static final int WORKERS = 8;

    /** As a limit of descriptors: the standard streams have them all. */
    private static final int NONE_TO_SPARE = 3;

    @TempDir static Path directory;

    private static List<String> commandLine;

    private Dialogue program;

    @BeforeAll
    static void pack() {
        commandLine = JavaProgram.asOrdinaryUser(FaultProgram.class, directory);
    }

    @BeforeEach
    void start() {
        program = new Dialogue(Command.of(commandLine));
    }

    @AfterEach
    void end() {
        program.close();
    }

    @Test
    void withoutADescriptorForAcceptTheLoopTellsSurvivesAndRecovers() throws IOException {
        int port = port();
        int before = lowestFree();
        program.limit("nofile", NONE_TO_SPARE);
        try (Socket client = connect(port)) {
            Eventually.holds("told", () -> says("accept: Too many open files"));
            assertTrue(program.ask("stats").startsWith("true 0 accepted, 0 forked"));
            program.limit("nofile", 4096);
            assertEcho(client);
        }
        Eventually.holds("nothing is left", () -> lowestFree() == before);
    }

    @Test
    void theFailingAcceptIsNoBusyLoop() throws IOException {
        int port = port();
        program.limit("nofile", NONE_TO_SPARE);
        try (Socket client = connect(port)) {
            assertTrue(client.isConnected());
            Eventually.holds("a third attempt", () -> failures() >= 3);
            long begin = System.nanoTime();
            int attempts = failures();
            Eventually.holds("two more", () -> failures() >= attempts + 2);
            assertTrue(System.nanoTime() - begin > 400_000_000, "it waits between attempts");
            program.limit("nofile", 4096);
            assertEcho(client);
        }
    }

    private boolean says(String line) {
        return program.complaints().lines().anyMatch(line::equals);
    }

    private int failures() {
        return Integer.parseInt(program.ask("stats").replaceAll(".* (\\d+) failed", "$1"));
    }

    /** What the fork itself needs is open before: only accept takes a descriptor. */
    @Test
    void aForkNeedsNoDescriptorThatTheAcceptHasLeft() throws IOException {
        int port = port();
        int before = lowestFree();
        program.limit("nofile", before + 1);
        for (int client = 0; client < 2; client++) {
            try (Socket connected = connect(port)) {
                assertEcho(connected);
            }
        }
        program.limit("nofile", 4096);
        Eventually.holds("nothing is left", () -> lowestFree() == before);
    }

    @Test
    void withoutADescriptorToLookAtThemChildrenAreStillAlive() {
        program.ask("serve prefork");
        Eventually.holds("all workers are there", () -> alive() == WORKERS);
        program.limit("nofile", NONE_TO_SPARE);
        assertEquals(WORKERS, alive());
        program.limit("nofile", 4096);
    }

    @Test
    void atTheLimitOfProcessesForkSaysSoAndWorksAgainAfterwards() {
        assertEquals("child N exited with 0", program.ask("fork"));
        program.limit("nproc", 1);
        assertEquals(
                "fork() failed: EAGAIN (11) Resource temporarily unavailable. The limit of"
                        + " processes is reached: end and reap children, or raise ulimit -u.",
                program.ask("fork"));
        program.limit("nproc", 4096);
        assertEquals("child N exited with 0", program.ask("fork"));
    }

    @Test
    void atTheLimitOfProcessesAPreforkServerGoesOnAndReplacesItsWorkersLater() throws IOException {
        program.ask("serve prefork");
        Eventually.holds("all workers are there", () -> alive() == WORKERS);
        try (Socket client = connect(port())) {
            assertEcho(client);
            program.limit("nproc", 1);
            program.ask("kill");
            Eventually.holds("told", () -> says("fork: Resource temporarily unavailable"));
            assertTrue(program.ask("stats").startsWith("true "), program.ask("stats"));
            program.limit("nproc", 4096);
            Eventually.holds("the worker is replaced", () -> alive() == WORKERS);
        }
        try (Socket client = connect(port())) {
            assertEcho(client);
        }
    }

    @Test
    void atTheLimitOfThreadsTheClientIsTurnedAwayAndTheNextOneServed() throws IOException {
        program.ask("serve thread");
        int port = port();
        try (Socket served = connect(port)) {
            assertEcho(served);
            program.limit("nproc", 1);
            try (Socket client = connect(port)) {
                assertEquals(-1, client.getInputStream().read(), "the loop closes the connection");
            }
            Eventually.holds("told", () -> says("thread: Resource temporarily unavailable"));
            program.limit("nproc", 4096);
            assertEcho(served);
        }
        try (Socket client = connect(port)) {
            assertEcho(client);
        }
    }

    private int alive() {
        return Integer.parseInt(program.ask("children").replace(" alive", ""));
    }

    /** The kernel refuses to copy a mapping that is larger than all memory. */
    @Test
    void whenTheKernelHasNoMemoryForkSaysSoAndWorksAgainAfterwards() throws IOException {
        String overcommit = setting("vm/overcommit_memory");
        assumeTrue(overcommit.equals("0"), "vm.overcommit_memory is " + overcommit);
        assertEquals("taken", program.ask("take " + totalMemory() / 10 * 7));
        assertEquals(
                "fork() failed: ENOMEM (12) Cannot allocate memory. The kernel has no memory for"
                        + " it: end children, or use a smaller heap.",
                program.ask("fork"));
        assertEquals("given", program.ask("give"));
        assertEquals("child N exited with 0", program.ask("fork"));
    }

    @Test
    void anOrdinaryUserMayNotListenOnAPrivilegedPort() throws IOException {
        String first = setting("net/ipv4/ip_unprivileged_port_start");
        assumeTrue(Integer.parseInt(first) > 7, "ports from " + first + " on are for everyone");
        String refused = program.ask("listen 7");
        assertTrue(
                Pattern.matches(
                        "bind\\(\\d+, 127\\.0\\.0\\.1:7\\) failed: EACCES \\(13\\) Permission denied\\."
                                + " Ports below 1024 belong to root: choose one from 1024 to 65535\\.",
                        refused),
                refused);
    }

    /** One line; the kernel answers only the first read of such a file, so no short one. */
    private static String setting(String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/sys", name))) {
            return lines.findFirst().orElseThrow();
        }
    }

    private int port() {
        return Integer.parseInt(program.ask("port"));
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void assertEcho(Socket client) throws IOException {
        byte[] hello = "hello".getBytes();
        client.setSoTimeout(20_000);
        client.getOutputStream().write(hello);
        assertEquals("hello", new String(client.getInputStream().readNBytes(hello.length)));
    }

    /** Not counting what threads of the JVM's compiler look at for a moment: the memory's limit. */
    private int lowestFree() {
        List<Integer> open =
                FdInfo.of((int) program.pid()).orElse(List.of()).stream()
                        .filter(descriptor -> !descriptor.target().startsWith("/sys/fs/cgroup/"))
                        .map(FdInfo::fd)
                        .toList();
        return IntStream.range(0, 4096).filter(fd -> !open.contains(fd)).findFirst().orElseThrow();
    }

    /** Memory and swap, in bytes. */
    private static long totalMemory() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.matches("(MemTotal|SwapTotal):.*"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    * 1024;
        }
    }
}
