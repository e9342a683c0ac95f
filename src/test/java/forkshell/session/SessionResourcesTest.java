package forkshell.session;

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
class SessionResourcesTest {
    private static final SessionResources RESOURCES = new SessionResources(new ProcessTable());
    private static final Clients CLIENTS = new Clients();

    @AfterEach
    void end() {
        RESOURCES.end();
    }

    @Test
    void aClientThatAFullBacklogKeepsWaiting() {
        Listener full = listen(1);
        connect(full);
        connect(full);
        int mark = RESOURCES.mark();
        CompletableFuture<Client> third = inBackground(() -> connect(full));
        Eventually.holds(
                "the third client in SYN_SENT",
                () ->
                        TcpSocket.of(full.port()).stream()
                                .anyMatch(socket -> socket.state() == TcpState.SYN_SENT));
        RESOURCES.endSince(mark);
        assertStopped(third);
        assertTrue(full.isOpen());
    }

    @Test
    void anAcceptThatWouldTakeTheNextClient() {
        Listener listener = listen(8);
        int mark = RESOURCES.mark();
        CompletableFuture<Connection> stale =
                inBackground(
                        () ->
                                RESOURCES.keep(
                                        listener::accept, Connection::isOpen, Connection::close));
        Eventually.holds(
                "accept among the resources",
                () -> RESOURCES.toString().contains("a call that has not returned"));
        RESOURCES.endSince(mark);
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
                                RESOURCES.keep(
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
        RESOURCES.end();
        ended.countDown();
        assertFalse(late.join().isOpen());
        assertEquals("", RESOURCES.toString());
    }

    @Test
    void whatFailsLeavesNothingToEnd() {
        Listener listener = listen(8);
        int port = listener.port();
        listener.close();
        assertThrows(
                SystemCallException.class,
                () ->
                        RESOURCES.keep(
                                () -> CLIENTS.connect("127.0.0.1", port),
                                Client::isOpen,
                                Client::close));
        assertEquals("", RESOURCES.toString());
    }

    private static Listener listen(int backlog) {
        return RESOURCES.keep(
                () -> Listener.listen("127.0.0.1", 0, backlog), Listener::isOpen, Listener::close);
    }

    private static Client connect(Listener listener) {
        return RESOURCES.keep(
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
