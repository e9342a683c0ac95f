package forkshell.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import forkshell.net.Client;
import forkshell.net.Clients;
import forkshell.net.Connection;
import forkshell.net.Listener;
import forkshell.proc.TcpSocket;
import forkshell.proc.TcpState;
import forkshell.process.ProcessTable;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What threads in the background are about to make is ended with the rest. */
@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class BelongingsTest {
    private static final Belongings BELONGINGS = new Belongings(new ProcessTable());
    private static final Clients CLIENTS = new Clients();

    @AfterEach
    void end() {
        BELONGINGS.end();
    }

    @Test
    void aClientThatAFullBacklogKeepsWaiting() {
        Listener full = listen(1);
        connect(full);
        connect(full);
        int mark = BELONGINGS.mark();
        CompletableFuture<Client> third = inBackground(() -> connect(full));
        Eventually.holds(
                "the third client in SYN_SENT",
                () ->
                        TcpSocket.of(full.port()).stream()
                                .anyMatch(socket -> socket.state() == TcpState.SYN_SENT));
        BELONGINGS.endSince(mark);
        assertStopped(third);
        assertTrue(full.isOpen());
    }

    @Test
    void anAcceptThatWouldTakeTheNextClient() {
        Listener listener = listen(8);
        int mark = BELONGINGS.mark();
        CompletableFuture<Connection> stale =
                inBackground(
                        () ->
                                BELONGINGS.keep(
                                        listener::accept, Connection::isOpen, Connection::close));
        Eventually.holds(
                "accept among the belongings",
                () -> BELONGINGS.toString().contains("a call that has not returned"));
        BELONGINGS.endSince(mark);
        assertStopped(stale);
        connect(listener);
        listener.accept().close();
    }

    @Test
    void whatIsMadeWhileItIsEnded() throws InterruptedException {
        Listener listener = listen(8);
        CountDownLatch connected = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Client> late =
                inBackground(
                        () ->
                                BELONGINGS.keep(
                                        () -> {
                                            Client client =
                                                    CLIENTS.connect("127.0.0.1", listener.port());
                                            connected.countDown();
                                            Eventually.holds(
                                                    "the end", () -> ended.getCount() == 0);
                                            return client;
                                        },
                                        Client::isOpen,
                                        Client::close));
        connected.await();
        BELONGINGS.end();
        ended.countDown();
        assertFalse(late.join().isOpen());
        assertEquals("", BELONGINGS.toString());
    }

    @Test
    void whatFailsLeavesNothingToEnd() {
        Listener listener = listen(8);
        int port = listener.port();
        listener.close();
        assertThrows(
                SystemCallException.class,
                () ->
                        BELONGINGS.keep(
                                () -> CLIENTS.connect("127.0.0.1", port),
                                Client::isOpen,
                                Client::close));
        assertEquals("", BELONGINGS.toString());
    }

    private static Listener listen(int backlog) {
        return BELONGINGS.keep(
                () -> Listener.listen("127.0.0.1", 0, backlog), Listener::isOpen, Listener::close);
    }

    private static Client connect(Listener listener) {
        return BELONGINGS.keep(
                () -> CLIENTS.connect("127.0.0.1", listener.port()), Client::isOpen, Client::close);
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> new Thread(task).start());
    }

    private static void assertStopped(CompletableFuture<?> call) {
        CompletionException failed = assertThrows(CompletionException.class, call::join);
        assertEquals(Errno.EINTR, ((SystemCallException) failed.getCause()).errno());
    }
}
