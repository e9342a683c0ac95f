package forkshell.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.net.Client;
import forkshell.net.Clients;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.Exit;
import forkshell.process.ProcessTable;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever a client does costs its own child and nobody else. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class BadClientsTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final Clients CLIENTS = new Clients();

    static {
        TABLE.hooks().add(CLIENTS::beforeFork, CLIENTS::inParent, CLIENTS::inChild);
    }

    private final Listener listener = Listener.listen("127.0.0.1", 0);
    private final Map<Integer, Exit> exits = new ConcurrentHashMap<>();
    private AcceptLoop loop;
    private Client bystander;

    @BeforeEach
    void serveABystander() {
        loop = AcceptLoop.start(TABLE, listener, LoopOptions.lectureA().reaping(Reaping.NOBODY));
        TABLE.onExit(exit -> exits.put(exit.pid(), exit));
        bystander = connect();
        assertEcho(bystander, "before");
    }

    /** Whoever connected earlier, and whoever comes later, is served as if nothing had happened. */
    @AfterEach
    void theOthersAreServedAndNothingIsLeft() {
        assertTrue(loop.isRunning());
        assertEcho(bystander, "after");
        try (Client later = connect()) {
            assertEcho(later, "later");
        }
        bystander.close();
        Eventually.holds("no child is left", () -> TABLE.children().isEmpty());
        loop.stop();
        listener.close();
        TABLE.ignoreExit();
    }

    /** Stevens' tcpcli10: SO_LINGER with time 0. */
    @Test
    void aClientThatResetsCostsOnlyItsOwnChild() {
        Client client = connect();
        Child child = childOf(client);
        assertEcho(client, "hello");
        client.reset();
        assertEnds(child);
    }

    @Test
    void aClientThatHalfClosesGetsAllItsBytesAndThenTheEnd() {
        try (Client client = connect()) {
            Child child = childOf(client);
            client.send("last words".getBytes());
            client.halfClose();
            assertEquals("last words", new String(client.receive(100)));
            assertEnds(child);
        }
    }

    @Test
    void aClientThatSendsNothingKeepsItsChildUntilItLeaves() {
        Client client = connect();
        Child child = childOf(client);
        assertEcho(bystander, "meanwhile");
        assertTrue(child.isAlive());
        client.close();
        assertEnds(child);
    }

    @Test
    void aClientThatSendsAGigabyteWithoutReadingStopsOnlyItsOwnChild() {
        Process socat =
                Command.of(
                                "sh",
                                "-c",
                                "exec socat -u /dev/zero,readbytes=1073741824 TCP:127.0.0.1:"
                                        + listener.port())
                        .start();
        try {
            Eventually.holds("its child", () -> TABLE.children().size() == 2);
            Child child = TABLE.children().get(1);
            Eventually.holds("both directions are full", this::isStuck);
            assertEcho(bystander, "meanwhile");
            assertTrue(child.isAlive());
            socat.destroyForcibly();
            assertEnds(child);
        } finally {
            socat.destroyForcibly();
        }
    }

    /** ss(8): the server's end of a connection has bytes to read and bytes that nobody takes. */
    private boolean isStuck() {
        String server = "sport = :" + listener.port();
        return Command.of("ss", "-tnH", "state", "established", server)
                .run()
                .succeeded()
                .lines()
                .map(line -> line.trim().split("\\s+"))
                .anyMatch(f -> Long.parseLong(f[0]) > 0 && Long.parseLong(f[1]) > 0);
    }

    @Test
    void aClientThatIsKilledCostsOnlyItsOwnChild() throws IOException {
        Process nc = Command.of("nc", "127.0.0.1", "" + listener.port()).startWithPipes();
        try {
            Eventually.holds("its child", () -> TABLE.children().size() == 2);
            Child child = TABLE.children().get(1);
            nc.getOutputStream().write("hello\n".getBytes());
            nc.getOutputStream().flush();
            assertEquals("hello", nc.inputReader().readLine());
            nc.destroyForcibly();
            assertEnds(child);
        } finally {
            nc.destroyForcibly();
        }
    }

    @Test
    void aClientThatLeavesBeforeItIsAcceptedCostsNothing() {
        loop.pause();
        connect().close();
        connect().reset();
        loop.resume();
        Eventually.holds("both accepted", () -> loop.stats().accepted() == 3);
    }

    private Child childOf(Client client) {
        String purpose = "serves 127.0.0.1:" + client.local().port();
        Eventually.holds("its child", () -> find(purpose) != null);
        return find(purpose);
    }

    private static Child find(String purpose) {
        return TABLE.children().stream()
                .filter(child -> child.purpose().equals(purpose))
                .findFirst()
                .orElse(null);
    }

    /** The lecture's child ends with 1, whatever happened. */
    private void assertEnds(Child child) {
        Eventually.holds("its child ends", () -> exits.containsKey(child.pid()));
        assertEquals(1, exits.get(child.pid()).exitCode());
    }

    private Client connect() {
        return CLIENTS.connect("127.0.0.1", listener.port());
    }

    private static void assertEcho(Client client, String text) {
        assertEquals(text, client.say(text));
    }
}
