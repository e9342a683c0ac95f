package forkshell.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Errno;
import forkshell.libc.NativeBuffer;
import forkshell.libc.SystemCallException;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad arguments and closed sockets: a sentence each, and no descriptor is lost. */
@Tag("quick")
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class SocketFaultsTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final Clients CLIENTS = new Clients();

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aPortOutOfRangeIsRefusedAndTheRangeNamed(int port) {
        for (String call : List.of("listen", "connect")) {
            SystemCallException e = refused(() -> open(call, LOOPBACK, port));
            assertEquals(
                    call
                            + "(127.0.0.1:"
                            + port
                            + ") failed: EINVAL (22) Invalid argument. A port is a number from 1"
                            + " to 65535; 0 asks a listener for any free one.",
                    e.getMessage());
        }
    }

    @Test
    void aPortInUseIsToldWithItsNumber() {
        try (Listener first = Listener.listen(LOOPBACK, 0)) {
            SystemCallException e = refused(() -> Listener.listen(LOOPBACK, first.port()));
            assertEquals(Errno.EADDRINUSE, e.errno());
            assertTrue(
                    e.getMessage()
                            .matches(
                                    "bind\\(\\d+, 127\\.0\\.0\\.1:P\\) failed: EADDRINUSE \\(98\\) Address already in use\\. Something listens on port P already: .* TIME_WAIT for a minute: .*"
                                            .replace("P", "" + first.port())),
                    e.getMessage());
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        for (String call : List.of("listen", "connect")) {
            SystemCallException e = refused(() -> open(call, "no such host", 7777));
            assertEquals(Errno.EAI_NONAME, e.errno());
            assertTrue(e.getMessage().contains("\"no such host\""), e.getMessage());
        }
    }

    @Test
    void anAddressOfAnotherComputerCannotBeListenedOn() {
        SystemCallException e = refused(() -> Listener.listen("192.0.2.1", 0));
        assertEquals(Errno.EADDRNOTAVAIL, e.errno());
        assertTrue(e.getMessage().startsWith("bind("), e.getMessage());
    }

    @Test
    void connectingToAPortWhereNothingListensIsRefusedWithItsNumber() {
        int port;
        try (Listener closed = Listener.listen(LOOPBACK, 0)) {
            port = closed.port();
        }
        SystemCallException e = refused(() -> CLIENTS.connect(LOOPBACK, port));
        assertEquals(Errno.ECONNREFUSED, e.errno());
        assertTrue(e.getMessage().contains("Nothing listens on port " + port), e.getMessage());
    }

    @Test
    void portZeroPicksAFreePortAndBothFamiliesListenOnTheSameOne() throws Exception {
        try (Listener ipv4 = Listener.listen(LOOPBACK, 0);
                Listener ipv6 = Listener.listen("::1", ipv4.port());
                Socket client = new Socket("::1", ipv4.port());
                Connection connection = ipv6.accept()) {
            assertTrue(ipv4.port() > 0);
            assertEquals("::1", connection.peer().host());
            assertEquals(client.getLocalPort(), connection.peer().port());
            assertEquals("[::1]:" + ipv4.port(), ipv6.address().toString());
        }
    }

    @Test
    void aClosedListenerSaysByWhichCall() {
        Listener listener = Listener.listen(LOOPBACK, 0);
        listener.close();
        listener.close("a second close, which does nothing");
        assertClosed("accept", "close()", listener::accept);
        assertClosed("accept", "close()", () -> listener.accept(0));
        assertTrue(listener.toString().endsWith("closed by close()"), listener.toString());
    }

    @Test
    void aClosedConnectionSaysByWhichCall() {
        pair(
                (client, connection) -> {
                    connection.close("the accept loop");
                    try (NativeBuffer buffer = new NativeBuffer(1)) {
                        assertClosed("read", "the accept loop", () -> connection.read(buffer));
                        assertClosed("write", "the accept loop", () -> connection.write(buffer, 1));
                    }
                });
    }

    @Test
    void aClosedClientSaysByWhichCall() {
        pair(
                (client, connection) -> {
                    client.reset();
                    assertClosed("send", "reset()", () -> client.send(new byte[1]));
                    assertClosed("send", "reset()", () -> client.say("hello"));
                    assertClosed("receive", "reset()", () -> client.receive(1));
                    assertClosed("halfClose", "reset()", client::halfClose);
                    assertClosed("reset", "reset()", client::reset);
                });
    }

    @Test
    void aClosedClientNeverTouchesTheOneThatGotItsNumber() {
        pair(
                (client, connection) -> {
                    client.close();
                    try (Listener other = Listener.listen(LOOPBACK, 0)) {
                        assertEquals(client.fd(), other.fd(), "the number is recycled");
                        assertClosed("reset", "close()", client::reset);
                        assertClosed("halfClose", "close()", client::halfClose);
                        client.close();
                        assertEquals(null, other.accept(0));
                    }
                });
    }

    @Test
    void aClosedConnectionNeverReadsFromTheOneThatGotItsNumber() {
        pair(
                (client, connection) -> {
                    connection.close();
                    try (Client other = CLIENTS.connect(LOOPBACK, connection.local().port());
                            NativeBuffer buffer = new NativeBuffer(1)) {
                        assertEquals(connection.fd(), other.fd(), "the number is recycled");
                        assertClosed("write", "close()", () -> connection.write(buffer, 1));
                        connection.close();
                        assertTrue(other.isOpen());
                        other.halfClose();
                    }
                });
    }

    @Test
    void aHalfClosedClientStillReceivesAndThenSeesTheEnd() {
        pair(
                (client, connection) -> {
                    client.send("abc".getBytes());
                    client.halfClose();
                    try (NativeBuffer buffer = new NativeBuffer(3)) {
                        assertEquals(3, connection.read(buffer));
                        assertEquals(0, connection.read(buffer), "the end");
                        connection.write(buffer, 3);
                    }
                    connection.close();
                    assertArrayEquals("abc".getBytes(), client.receive(10));
                });
    }

    @Test
    void aSayThatWasStoppedLeavesTheNextOneItsOwnEcho() {
        pair(
                (client, connection) -> {
                    stopWhileItWaits(client, connection, "late");
                    assertHearsItself(client, connection);
                });
    }

    @Test
    void theEchoOfASayThatWasStoppedCanBeReceived() {
        pair(
                (client, connection) -> {
                    stopWhileItWaits(client, connection, "late");
                    assertEquals("late", new String(client.receive(4)));
                    assertHearsItself(client, connection);
                });
    }

    @Test
    void aSayWhoseEchoNeverCameKeepsNoLaterOneFromBeingSent() {
        pair(
                (client, connection) -> {
                    Thread thread = new Thread(() -> client.say("never"));
                    thread.setUncaughtExceptionHandler((stopped, expected) -> {});
                    thread.start();
                    try (NativeBuffer buffer = new NativeBuffer(5)) {
                        assertEquals(5, connection.read(buffer));
                        thread.interrupt();
                        Eventually.holds("stopped", () -> !thread.isAlive());
                        CompletableFuture<String> said =
                                CompletableFuture.supplyAsync(() -> client.say("again"));
                        assertEquals(5, connection.read(buffer));
                        connection.close();
                        assertEquals("", said.join());
                    }
                });
    }

    /** Echoes what the client says only after its thread has been stopped. */
    private static void stopWhileItWaits(Client client, Connection connection, String text) {
        FutureTask<String> waiting = new FutureTask<>(() -> client.say(text));
        Thread thread = new Thread(waiting);
        thread.start();
        try (NativeBuffer buffer = new NativeBuffer(text.length())) {
            assertEquals(text.length(), connection.read(buffer));
            thread.interrupt();
            Throwable stopped = assertThrows(ExecutionException.class, waiting::get).getCause();
            assertEquals(Errno.EINTR, ((SystemCallException) stopped).errno());
            connection.write(buffer, text.length());
        }
    }

    private static void assertHearsItself(Client client, Connection connection) {
        CompletableFuture<Void> echo = CompletableFuture.runAsync(() -> Echo.serve(connection));
        assertEquals("hello", client.say("hello"));
        client.halfClose();
        echo.join();
    }

    @Test
    void writingToAClientThatResetFails() {
        pair(
                (client, connection) -> {
                    client.reset();
                    try (NativeBuffer buffer = new NativeBuffer(1)) {
                        SystemCallException e = refused(() -> connection.read(buffer));
                        assertEquals(Errno.ECONNRESET, e.errno());
                        e = refused(() -> connection.write(buffer, 1));
                        assertEquals(Errno.EPIPE, e.errno());
                    }
                });
    }

    @Test
    void nothingToSendGetsASentence() {
        pair(
                (client, connection) -> {
                    assertEquals(
                            "It needs a value: \"hello\".",
                            refused(() -> client.say(null)).advice());
                    assertEquals(
                            "It needs a value: \"hello\".getBytes().",
                            refused(() -> client.send(null)).advice());
                });
    }

    private static Object open(String call, String host, int port) {
        return call.equals("listen") ? Listener.listen(host, port) : CLIENTS.connect(host, port);
    }

    private static SystemCallException refused(Executable call) {
        return assertThrows(SystemCallException.class, call);
    }

    private static void assertClosed(String call, String by, Executable use) {
        SystemCallException e = refused(use);
        assertEquals(Errno.EBADF, e.errno());
        assertEquals(call, e.call());
        assertEquals("It was closed by " + by + "; make a new one to go on.", e.advice());
    }

    private interface Pair {
        void use(Client client, Connection connection);
    }

    private static void pair(Pair test) {
        try (Listener listener = Listener.listen(LOOPBACK, 0);
                Client client = CLIENTS.connect(LOOPBACK, listener.port());
                Connection connection = listener.accept()) {
            test.use(client, connection);
        }
    }
}
