package forkshell.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.inspect.Inspector;
import forkshell.inspect.ProcessRow;
import forkshell.inspect.ProcessState;
import forkshell.inspect.SocketRow;
import forkshell.inspect.timeline.Life;
import forkshell.inspect.timeline.Timeline;
import forkshell.libc.Errno;
import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.Printed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeavesNothingBehind.class)
class ObservedServerTest {
    private static final String FORKING = CServers.forking();
    private static final String NUMBER = "\\d+";

    private ObservedServer server;

    private ObservedServer start(String program, String... arguments) {
        server = ObservedServer.start(program, arguments);
        return server;
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private Socket client() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void echo(Socket client) throws IOException {
        client.getOutputStream().write("hello".getBytes());
        assertEquals("hello", new String(client.getInputStream().readNBytes(5)));
    }

    private static void eventually(Supplier<?> what, java.util.function.BooleanSupplier holds) {
        Eventually.holds(Eventually.DEADLINE, () -> String.valueOf(what.get()), holds);
    }

    @Test
    void aChildIsSeenFromItsForkUntilItIsReaped() throws IOException {
        start(FORKING, "{port}");
        try (Socket client = client()) {
            echo(client);
            eventually(server::timeline, () -> !exchanges().isEmpty());
            ProcessRow child = server.ps().rows().get(1);
            String peer = "127.0.0.1:" + client.getLocalPort();
            assertEquals(server.pid(), child.ppid());
            assertEquals(peer, child.peer().value());
            assertEquals(5L, child.echoed().value());
            assertEquals(peer, server.timeline().lives().get(0).peer());
        }
        eventually(server::timeline, () -> server.timeline().reaped() == 1);
        assertEquals(1, server.timeline().signals().size());
        assertEquals(1, server.timeline().exits());
    }

    private List<Long> exchanges() {
        return server.timeline().lives().stream()
                .findFirst()
                .map(Life::exchanges)
                .orElse(List.of());
    }

    @Test
    void theJournalTellsWhatTheKernelDid() throws IOException {
        start(FORKING, "{port}");
        try (Socket client = client()) {
            echo(client);
        }
        eventually(server::journal, () -> server.timeline().reaped() == 1);
        List<String> words =
                server.journal().stream()
                        .map(entry -> entry.text().replaceAll(NUMBER, "N").replace(", group N", ""))
                        .toList();
        assertTrue(
                words.containsAll(
                        List.of(
                                "start parent N",
                                "listen fd N, address N.N.N.N:N",
                                "accept fd N, peer N.N.N.N:N",
                                "fork child N",
                                "serve fd N, peer N.N.N.N:N",
                                "exchange fd N, bytes N, total N",
                                "close fd N",
                                "exit code N",
                                "SIGCHLD",
                                "reap child N, status N")),
                () -> String.join("\n", words));
    }

    @Test
    void aChildThatIsKilledOrStoppedIsSeenAtOnce() throws IOException {
        start(FORKING, "{port}");
        try (Socket client = client()) {
            echo(client);
            int child = server.ps().rows().get(1).pid();
            server.kill(child, Signal.SIGSTOP);
            eventually(
                    server::journal,
                    () ->
                            server.journal()
                                    .toString()
                                    .contains("seen child " + child + ", state T"));
            eventually(server::ps, () -> server.ps().rows().get(1).state() == ProcessState.STOPPED);
            server.kill(child, Signal.SIGKILL);
            eventually(server::timeline, () -> server.timeline().reaped() == 1);
            assertFalse(server.owns(child));
        }
    }

    @Test
    void aThreadThatServesIsShownAsOne() throws IOException {
        start(CServers.threaded(), "{port}");
        try (Socket client = client()) {
            echo(client);
            eventually(server::timeline, () -> !exchanges().isEmpty());
            Life thread = server.timeline().lives().get(0);
            assertTrue(thread.isThread());
            assertEquals(server.pid(), thread.parent());
            assertEquals(5L, server.ps().rows().get(0).echoed().value());
            assertEquals(2, server.ps().rows().get(0).threads());
            assertTrue(server.tree().toString().contains(", 2 threads"), server.tree()::toString);
            assertTrue(server.timeline().toString().contains("0 forked"));
        }
    }

    @Test
    void nobodyKnowsAProgramBetterThanNc() throws IOException {
        start("nc", "-lk", "127.0.0.1", "{port}");
        try (Socket client = client()) {
            client.getOutputStream().write("printed\n".getBytes());
            eventually(server::journal, () -> server.journal().toString().contains("accept fd"));
        }
    }

    @Test
    void aServerInPythonIsSeenLikeOneInC() throws IOException {
        start(
                "python3",
                "-c",
                "import socketserver as s, sys\n"
                        + "class H(s.StreamRequestHandler):\n"
                        + "    def handle(self):\n"
                        + "        self.request.sendall(self.request.recv(5))\n"
                        + "s.ForkingTCPServer.allow_reuse_address = True\n"
                        + "s.ForkingTCPServer(('127.0.0.1', int(sys.argv[1])), H).serve_forever()",
                "{port}");
        eventually(
                server::sockets, () -> server.sockets().stream().anyMatch(SocketRow::isListener));
        try (Socket client = client()) {
            echo(client);
            String peer = "127.0.0.1:" + client.getLocalPort();
            eventually(
                    server::timeline,
                    () -> server.timeline().lives().stream().anyMatch(life -> served(life, peer)));
        }
    }

    /** pyenv's python3 is a script, which forks, too. */
    private static boolean served(Life life, String peer) {
        return life.peer().equals(peer) && life.reaped().isPresent();
    }

    @Test
    void whatItPrintsIsMarkedWithItsPid() {
        try (Printed printed = Printed.capture()) {
            start(FORKING, "{port}");
            String line = "[" + server.pid() + "] listening";
            eventually(printed::out, () -> printed.out().contains(line));
        }
    }

    @Test
    void aCrashIsToldWithItsSignalAndLastCalls() throws IOException {
        start(CServers.crashing(), "{port}");
        try (Printed printed = Printed.capture()) {
            client().close();
            eventually(printed::err, () -> said(printed, "SIGABRT") && said(printed, "accept("));
        }
        assertTrue(server.toString().contains("ended, SIGABRT"), server::toString);
    }

    @Test
    void aServerThatEndsAtOnceIsToldWithItsStatus() {
        try (Printed printed = Printed.capture()) {
            start("sh", "-c", "exit 7");
            eventually(printed::err, () -> said(printed, "exit 7"));
        }
        assertTrue(server.toString().endsWith("ended, exit 7"), server::toString);
        assertThrows(SystemCallException.class, () -> server.kill(Signal.SIGTERM));
    }

    @Test
    void aServerThatListensElsewhereIsTold() throws IOException {
        try (Printed printed = Printed.capture()) {
            start("sh", "-c", "exec " + FORKING + " " + freePort(), "{port}");
            assertTrue(said(printed, "not on port"), () -> printed.err().toString());
        }
    }

    @Test
    void aServerThatClosesItsListenerIsTold() {
        try (Printed printed = Printed.capture()) {
            start(CServers.closing(), "{port}");
            assertTrue(said(printed, "has closed its listener"), () -> "" + printed.err());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean said(Printed printed, String part) {
        return printed.err().stream().anyMatch(line -> line.contains(part));
    }

    @Test
    void ofAForeignProcessTheUnknownIsNotTakenForNothing() throws IOException {
        Process foreign = new ProcessBuilder("sleep", "1000").start();
        int pid = (int) foreign.pid();
        try {
            assertEquals("?", Inspector.of(pid).ps().rows().get(0).echoed().toString());
            assertTrue(Timeline.of(pid).toString().contains("? forked"));
            assertTrue(Inspector.of(pid).journal().toString().contains("Nobody notes"));
        } finally {
            foreign.destroyForcibly().onExit().join();
        }
        assertTrue(Inspector.of(pid).ps().toString().contains("no process " + pid));
        assertTrue(Inspector.of(pid).sockets().toString().contains("no process " + pid));
    }

    @Test
    void whatCannotBeExecutedIsRefusedWithAReason(@TempDir Path directory) throws IOException {
        Path text = Files.writeString(directory.resolve("server.c"), "int main");
        Path other = directory.resolve("other");
        byte[] elf = Files.readAllBytes(Path.of(FORKING));
        elf[18] = (byte) 243;
        Files.write(other, elf);
        assertTrue(other.toFile().setExecutable(true));
        assertEquals(Errno.ENOENT, refusal("/nowhere/server"));
        assertEquals(Errno.ENOENT, refusal("no-such-server"));
        assertEquals(Errno.EACCES, refusal(directory.toString()));
        assertEquals(Errno.EACCES, refusal(text.toString()));
        assertEquals(Errno.ENOEXEC, refusal(other.toString()));
        assertTrue(text.toFile().setExecutable(true));
        assertEquals(Errno.ENOEXEC, refusal(text.toString()));
    }

    private static Errno refusal(String program) {
        return assertThrows(SystemCallException.class, () -> ObservedServer.start(program)).errno();
    }

    @Test
    void ofAnotherServersProcessesNoneIsSignalled() {
        start(FORKING, "{port}");
        SystemCallException refused =
                assertThrows(SystemCallException.class, () -> server.kill(1, Signal.SIGTERM));
        assertEquals(Errno.ESRCH, refused.errno());
    }
}
