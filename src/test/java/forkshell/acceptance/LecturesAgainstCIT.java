package forkshell.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.CProgram;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.ProcessView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same clients before the C programs of the lectures and before ours: the same lines. */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class LecturesAgainstCIT {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private static CProgram a;
    private static CProgram b;

    @TempDir private Path directory;

    @BeforeAll
    static void compile() throws IOException {
        a = CProgram.of(Files.readString(Path.of("src/test/c/lecture-a.c")));
        b = CProgram.of(Files.readString(Path.of("src/test/c/lecture-b.c")));
    }

    private static List<String> ours(String lecture) {
        return JavaProgram.packaged("serve", "--lecture", lecture);
    }

    private static List<String> c(CProgram program) {
        return List.of(program.executable().toString());
    }

    @Test
    void lectureAPrintsTheLinesOfTheCProgram() throws Exception {
        String expected = linesFor(c(a));
        assertEquals(3, expected.lines().filter(line -> line.startsWith("accept:")).count());
        assertEquals(3, expected.lines().filter(line -> line.startsWith("sig_chld_")).count());
        assertEquals(expected, linesFor(ours("a")));
    }

    @Test
    void lectureBPrintsTheLinesOfTheCProgram() throws Exception {
        String expected = linesFor(c(b));
        assertEquals("with child process: N\n".repeat(3), expected);
        assertEquals(expected, linesFor(ours("b")));
    }

    /** Three clients, one after the other; the child of the third is killed. */
    private String linesFor(List<String> program) throws Exception {
        int port = freePort();
        Path lines = Files.createTempFile(directory, "server", ".txt");
        Process server = start(program, port, lines);
        try {
            for (boolean killed : new boolean[] {false, false, true}) {
                serveOne(server, port, killed);
            }
            Eventually.holds(DEADLINE, () -> text(lines), () -> isComplete(text(lines)));
            Command.of("kill", "-INT", Long.toString(server.pid())).run().succeeded();
            assertEquals(130, server.waitFor());
        } finally {
            server.destroyForcibly().waitFor();
        }
        return text(lines).replaceAll("(accept:127.0.0.1:|pid=|process: )\\d+", "$1N");
    }

    /** A build in the background may ignore SIGINT, and what it starts would, too: not this. */
    private static Process start(List<String> program, int port, Path lines) throws IOException {
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
        words.addAll(program);
        words.add(Integer.toString(port));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(lines.toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
            return free.getLocalPort();
        }
    }

    private static void serveOne(Process server, int port, boolean killed) throws IOException {
        Set<String> before = Set.copyOf(alive(server));
        try (Socket client = connect(server, port)) {
            client.setSoTimeout((int) DEADLINE.toMillis());
            client.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    "hello",
                    new String(client.getInputStream().readNBytes(5), StandardCharsets.UTF_8));
            if (killed) {
                String child =
                        alive(server).stream()
                                .filter(p -> !before.contains(p))
                                .findFirst()
                                .orElseThrow();
                Command.of("kill", "-KILL", child).run().succeeded();
                assertEquals(-1, client.getInputStream().read());
            }
        }
        Eventually.holds(DEADLINE, () -> "its child ends", () -> alive(server).isEmpty());
    }

    private static Set<String> alive(Process server) {
        var children = ProcessView.children(server.pid());
        children.values().removeIf(child -> child.endsWith("Z"));
        return children.keySet();
    }

    private static Socket connect(Process server, int port) throws IOException {
        Eventually.holds(DEADLINE, () -> "it listens", () -> listens(server, port));
        return new Socket(LOOPBACK, port);
    }

    /** Read from the kernel's table: a client that tried would be served and told. */
    private static boolean listens(Process server, int port) {
        assertTrue(server.isAlive(), "the server has ended");
        return !Command.of("ss", "-Hltn", "sport = :" + port).run().succeeded().isBlank();
    }

    /** Lecture A has told of three ended children; lecture B has nothing more to tell. */
    private static boolean isComplete(String text) {
        return text.startsWith("with child")
                || text.lines().filter(line -> line.startsWith("  WIFEXITED")).count() == 3;
    }

    private static String text(Path lines) {
        try {
            return Files.readString(lines);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWrongNumberOfArgumentsIsTheLecturesUsageError() {
        assertEquals(usage(c(b)), usage(ours("b")));
    }

    private static String usage(List<String> program) {
        Command.Outcome outcome = Command.of(program).run();
        String name = program.size() == 1 ? program.get(0) : "serve --lecture b";
        return outcome.status() + " " + outcome.out() + outcome.err().replace(name, "PROGRAM");
    }

    @Test
    void aPortInUseEndsEachWithOneAndAMessage() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            for (List<String> program : List.of(c(a), ours("a"), c(b), ours("b"))) {
                List<String> words =
                        Stream.concat(
                                        program.stream(),
                                        Stream.of(Integer.toString(taken.getLocalPort())))
                                .toList();
                Command.Outcome outcome = Command.of(words).run();
                assertEquals(1, outcome.status(), words + outcome.err());
                assertTrue(outcome.err().contains("Address already in use"), outcome.err());
            }
        }
    }
}
