package forkshell.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.net.Client;
import forkshell.net.Clients;
import forkshell.net.Echo;
import forkshell.net.Handler;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.Exit;
import forkshell.process.ProcessTable;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@ExtendWith(LeavesNothingBehind.class)
class ServerModelTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final Clients CLIENTS = new Clients();

    static {
        TABLE.hooks().add(CLIENTS::beforeFork, CLIENTS::inParent, CLIENTS::inChild);
    }

    private static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    private static byte[] waste;

    private final List<Client> clients = new ArrayList<>();
    private Listener listener;
    private AcceptLoop loop;

    @BeforeEach
    void listen() {
        listener = Listener.listen("127.0.0.1", 0);
    }

    @AfterEach
    void end() {
        clients.forEach(Client::close);
        if (loop != null) {
            loop.stop();
            Eventually.holds(
                    "the children end with their clients: " + TABLE.children(), this::reapAll);
            TABLE.ignoreExit();
        }
        listener.close();
    }

    private boolean reapAll() {
        TABLE.reap();
        return TABLE.children().isEmpty();
    }

    private void start(String model) {
        LoopOptions options = LoopOptions.lectureA().without(Mistake.WAIT_ONCE);
        loop = AcceptLoop.start(TABLE, listener, options.model(ServerModels.named(model)));
    }

    private Client connect() {
        Client client = CLIENTS.connect("127.0.0.1", listener.port());
        clients.add(client);
        return client;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fork",
                "fork-lazy",
                "prefork",
                "prefork-lock",
                "prefork-pass",
                "exec",
                "thread",
                "epoll"
            })
    void severalClientsAtOnceGetTheirOwnBytesBack(String model) {
        start(model);
        List<Client> several = List.of(connect(), connect(), connect(), connect());
        for (int round = 0; round < 3; round++) {
            for (Client client : several) {
                client.send(bytes(client, round));
            }
            for (Client client : several) {
                byte[] bytes = bytes(client, round);
                assertEquals(new String(bytes), new String(client.receive(bytes.length)));
            }
        }
    }

    private static byte[] bytes(Client client, int round) {
        return (client.local() + " round " + round + "\n").repeat(500).getBytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec-jvm", "iterative"})
    void oneClientAfterTheOtherIsServed(String model) {
        start(model);
        for (int i = 0; i < 2; i++) {
            try (Client client = connect()) {
                assertEquals("client " + i, client.say("client " + i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "prefork-lock", "prefork-pass"})
    void aClientMayThinkLongerThanAWorkerWaitsForOne(String model) throws IOException {
        start(model);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            for (int i = 0; i < 2; i++) {
                client.setSoTimeout(3 * Prefork.ACCEPT_TIMEOUT_MILLIS);
                assertThrows(SocketTimeoutException.class, client.getInputStream()::read);
                client.setSoTimeout((int) Eventually.DEADLINE.toMillis());
                client.getOutputStream().write(i);
                assertEquals(i, client.getInputStream().read());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "prefork-lock", "prefork-pass"})
    void aKilledWorkerIsReplacedAndTheOthersServeOn(String model) {
        start(model);
        Eventually.holds("all workers are there", () -> workers() == Prefork.WORKERS);
        List<Child> first = TABLE.children();
        first.subList(1, first.size()).forEach(worker -> TABLE.kill(worker, Signal.SIGKILL));
        Eventually.holds(
                "seven new workers",
                () -> {
                    List<Child> now = new ArrayList<>(TABLE.children());
                    now.removeAll(first);
                    return now.size() == Prefork.WORKERS - 1;
                });
        for (int i = 0; i < Prefork.WORKERS; i++) {
            assertEquals("still here", connect().say("still here"));
        }
    }

    @Test
    void onlyItsOwnFailureCountsAsAWorkersFailure() {
        assertFalse(Prefork.hasFailed(new Exit(4242, 0)), "made room");
        assertFalse(Prefork.hasFailed(new Exit(4242, Signal.SIGKILL.number())));
        assertFalse(Prefork.hasFailed(new Exit(4242, Signal.SIGTERM.number())));
        assertTrue(Prefork.hasFailed(new Exit(4242, 3 << 8)), "_exit(3)");
        assertTrue(Prefork.hasFailed(new Exit(4242, Signal.SIGSEGV.number())));
        assertTrue(
                Prefork.hasFailed(new Exit(4242, Signal.SIGKILL.number(), "it was wedged", null)));
        assertTrue(Prefork.hasFailed(null), "nobody knows");
    }

    @Test
    void aWorkerThatIsKilledWhileTheQueueIsFullIsReplacedAndAllThatWaitAreServed() {
        passToOneWorker();
        Client held = connect();
        assertEquals("held", held.say("held"));
        int more = 300;
        for (int i = 0; i < more; i++) {
            connect().send("x".getBytes());
        }
        awaitFullQueue();
        assertTrue(loop.stats().accepted() < more, "the rest waits in the backlog");
        TABLE.kill(TABLE.children().get(0), Signal.SIGKILL);
        for (Client client : clients.subList(1, clients.size())) {
            assertEquals("x", new String(client.receive(1)), client.toString());
            client.close();
        }
    }

    private void passToOneWorker() {
        LoopOptions options = LoopOptions.lectureA().limit(1).without(Mistake.WAIT_ONCE);
        loop = AcceptLoop.start(TABLE, listener, options.model(DescriptorPassing::new));
    }

    /** No client was accepted in twenty looks. */
    private void awaitFullQueue() {
        long[] seen = {0, 0};
        Eventually.holds(
                "the queue is full",
                () -> {
                    long accepted = loop.stats().accepted();
                    seen[1] = accepted == seen[0] ? seen[1] + 1 : 0;
                    seen[0] = accepted;
                    return seen[1] == 20;
                });
    }

    @Test
    void whatWasAcceptedBeforeTheStopIsServedAfterIt() {
        passToOneWorker();
        Client held = connect();
        assertEquals("held", held.say("held"));
        List<Client> queued = List.of(connect(), connect(), connect());
        queued.forEach(client -> client.send("queued".getBytes()));
        Eventually.holds("all are accepted", () -> loop.stats().accepted() == 4);
        loop.stop();
        held.close();
        for (Client client : queued) {
            assertEquals("queued", new String(client.receive(6)));
            client.close();
        }
    }

    private static long workers() {
        return TABLE.children().stream().filter(Child::isAlive).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "prefork-lock", "prefork-pass"})
    void aStoppedServerServesItsClientsToTheirEndAndNobodyElse(String model) {
        start(model);
        Client served = connect();
        assertEquals("before", served.say("before"));
        loop.stop();
        assertEquals("after", served.say("after"));
        Eventually.holds("idle workers are gone", () -> workers() == 1);
        Client late = connect();
        late.send("hello".getBytes());
        assertNull(TABLE.children().get(0).exit());
        served.close();
        Eventually.holds("the last worker ends", () -> workers() == 0);
        loop = AcceptLoop.start(TABLE, listener, LoopOptions.lectureA());
        assertEquals("hello", new String(late.receive(5)), "it had waited in the backlog");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "prefork-lock", "prefork-pass"})
    void aPausedServerLeavesClientsInTheBacklog(String model) {
        start(model);
        assertEquals("before", connect().say("before"));
        clients.get(0).close();
        loop.pause();
        Eventually.holds("no worker is left", () -> workers() == 0);
        Client waiting = connect();
        waiting.send("later".getBytes());
        loop.resume();
        assertEquals("later", new String(waiting.receive(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iterative",
                "fork",
                "fork-lazy",
                "prefork",
                "prefork-pass",
                "thread",
                "epoll"
            })
    void nobodyIsAcceptedAfterPause(String model) throws IOException {
        start(model);
        assertEquals("before", connect().say("before"));
        clients.get(0).close();
        for (int i = 0; i < 3; i++) {
            loop.pause();
            try (Socket waiting = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
                waiting.getOutputStream().write(i);
                waiting.setSoTimeout(3 * Prefork.ACCEPT_TIMEOUT_MILLIS);
                assertThrows(SocketTimeoutException.class, waiting.getInputStream()::read);
                loop.resume();
                waiting.setSoTimeout((int) Eventually.DEADLINE.toMillis());
                assertEquals(i, waiting.getInputStream().read());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"iterative", "fork", "fork-lazy", "thread", "epoll"})
    void aStepWaitsForAClient(String model) {
        start(model);
        loop.pause();
        CompletableFuture<Void> step = CompletableFuture.runAsync(loop::step);
        assertThrows(TimeoutException.class, () -> step.get(300, TimeUnit.MILLISECONDS));
        try (Client client = connect()) {
            assertEquals("hello", client.say("hello"));
        }
        step.join();
        assertEquals(1, loop.stats().accepted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "prefork-lock", "prefork-pass"})
    void aClientMayBeSilentForLongerThanAWorkersTurn(String model) {
        start(model);
        Client client = connect();
        assertEquals("before", client.say("before"));
        long silentFrom = System.nanoTime();
        Eventually.holds(
                "five turns have passed",
                () ->
                        System.nanoTime() - silentFrom
                                > 5 * Prefork.ACCEPT_TIMEOUT_MILLIS * 1_000_000L);
        assertEquals("after", client.say("after"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "prefork-lock", "prefork-pass"})
    void aServerWhoseListenerIsClosedEndsWithItsWorkers(String model) {
        start(model);
        Client served = connect();
        assertEquals("before", served.say("before"));
        listener.close();
        Eventually.holds("it has ended", () -> !loop.isRunning());
        assertTrue(loop.ending().contains("EBADF"), loop.ending());
        assertEquals("after", served.say("after"));
        Eventually.holds("idle workers are gone", () -> workers() == 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "prefork-lock", "prefork-pass"})
    void workersWhoseListenerIsClosedForAllEndAsIfToldTo(String model) {
        start(model);
        Client served = connect();
        assertEquals("before", served.say("before"));
        Eventually.holds("all workers are there", () -> workers() == Prefork.WORKERS);
        List<Child> all = TABLE.children();
        listener.closeForAll("the test");
        Eventually.holds("idle workers are gone", () -> workers() == 1);
        Listener.listen("127.0.0.1", listener.port()).close();
        assertEquals("after", served.say("after"));
        served.close();
        Eventually.holds("the last worker ends", this::reapAll);
        all.forEach(worker -> assertEquals(0, worker.exit().status(), worker.toString()));
    }

    @Test
    void workersThatFailAtOnceAreNotReplacedAllTheTime() {
        Handler failing = acc -> TABLE.exit(3);
        LoopOptions options = LoopOptions.lectureA().limit(1).without(Mistake.WAIT_ONCE);
        loop = AcceptLoop.start(TABLE, listener, options.handler(failing).model(SharedAccept::new));
        long begin = System.nanoTime();
        for (int i = 0; i < 4; i++) {
            assertEquals(0, connect().receive(1).length);
        }
        assertTrue(
                System.nanoTime() - begin
                        > 2 * ServerContext.PAUSE_AFTER_FAILURE_MILLIS * 1_000_000L);
    }

    @Test
    void aPreforkingServerLeavesTheListenerAsItWas() throws IOException {
        String before = flags();
        start("prefork");
        assertEquals("shared", connect().say("shared"));
        assertNotEquals(before, flags(), "accept(2) waits");
        loop.stop();
        Eventually.holds("it has ended", () -> !loop.isRunning());
        assertEquals(before, flags());
    }

    private String flags() throws IOException {
        Path info = Path.of("/proc/self/fdinfo/" + listener.fd());
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("flags:"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWorkerMakesRoomForAFreshOneAfterItsLifetime() {
        LoopOptions options = LoopOptions.lectureA().limit(1).without(Mistake.WAIT_ONCE);
        loop = AcceptLoop.start(TABLE, listener, options.model(() -> new SharedAccept(2)));
        Eventually.holds("a worker is there", () -> workers() == 1);
        int first = TABLE.children().get(0).pid();
        for (int i = 0; i < 3; i++) {
            try (Client client = CLIENTS.connect("127.0.0.1", listener.port())) {
                assertEquals("again", client.say("again"));
            }
        }
        Eventually.holds("another worker is there", () -> workers() == 1);
        assertNotEquals(first, TABLE.children().get(0).pid());
    }

    /** The young generation here holds 51 MB, and at least half of it is free at a fork. */
    @Test
    void aWorkerWhoseHandlerIsWastefulIsReplacedBeforeItsMemoryIsUsedUp() {
        Handler wasteful =
                acc -> {
                    waste = new byte[1 << 20];
                    Echo.serve(acc);
                };
        LoopOptions options = LoopOptions.lectureA().limit(1).without(Mistake.WAIT_ONCE);
        long wedged = TABLE.statistics().wedgedAfterReady();
        loop =
                AcceptLoop.start(
                        TABLE, listener, options.handler(wasteful).model(SharedAccept::new));
        for (int i = 0; i < 120; i++) {
            try (Client client = CLIENTS.connect("127.0.0.1", listener.port())) {
                assertEquals("mine", client.say("mine"), "client " + i);
            }
        }
        assertEquals(wedged, TABLE.statistics().wedgedAfterReady());
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "epoll"})
    void aClientThatResetsCostsTheOthersNothing(String model) {
        start(model);
        connect().reset();
        assertEquals("still here", connect().say("still here"));
        assertTrue(loop.isRunning());
    }

    /** The echo is on its way, or has come and was not read: close(2) then sends an RST. */
    private void leaveWithTheEchoUnread() {
        Client client = connect();
        client.send("unread".getBytes());
        client.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefork", "prefork-lock", "prefork-pass"})
    void aClientThatResetsCostsNoWorker(String model) {
        start(model);
        Eventually.holds("all workers are there", () -> workers() == Prefork.WORKERS);
        List<Child> first = TABLE.children();
        for (int i = 0; i < 20; i++) {
            leaveWithTheEchoUnread();
        }
        assertEquals("still here", connect().say("still here"));
        assertEquals(first, TABLE.children());
    }

    @Test
    void aHandlerThatThrowsCostsNoWorker() {
        Handler failing =
                acc -> {
                    throw new IllegalArgumentException("on purpose");
                };
        LoopOptions options = LoopOptions.lectureA().limit(1).without(Mistake.WAIT_ONCE);
        loop = AcceptLoop.start(TABLE, listener, options.handler(failing).model(SharedAccept::new));
        for (int i = 0; i < 3; i++) {
            assertEquals(0, connect().receive(1).length);
        }
        assertEquals(1, loop.stats().forked());
    }

    @Test
    void aClientThatResetsWhileItIsQueuedCostsNoWorker() {
        passToOneWorker();
        Client held = connect();
        assertEquals("held", held.say("held"));
        Child worker = TABLE.children().get(0);
        leaveWithTheEchoUnread();
        leaveWithTheEchoUnread();
        Eventually.holds("they are queued", () -> loop.stats().accepted() == 3);
        held.close();
        assertEquals("still here", connect().say("still here"));
        assertEquals(List.of(worker), TABLE.children());
    }

    /** Sixteen megabytes are more than the buffers of both sockets hold: tcp_rmem, tcp_wmem. */
    @Test
    void anEventLoopKeepsWhatAClientDoesNotReadAndServesTheOthers() throws IOException {
        start("epoll");
        byte[] bytes = new byte[16 << 20];
        new Random(1).nextBytes(bytes);
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(1 << 16);
            slow.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port()));
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendAll(slow, bytes));
            assertThrows(TimeoutException.class, () -> sent.get(300, TimeUnit.MILLISECONDS));
            assertEquals("served", connect().say("served"));
            assertFalse(sent.isDone());
            assertArrayEquals(bytes, slow.getInputStream().readAllBytes());
            sent.join();
        }
    }

    private static void sendAll(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStoppedEventLoopServesItsClientsToTheirEnd() {
        start("epoll");
        Client served = connect();
        assertEquals("before", served.say("before"));
        loop.stop();
        Client late = connect();
        assertEquals("after", served.say("after"));
        assertEquals(1, loop.servers());
        served.close();
        Eventually.holds("it has ended", () -> !loop.isRunning());
        assertEquals(1, loop.stats().accepted(), "the late one waits in the backlog");
        late.close();
    }

    @Test
    void aModelThatFailsSaysSoInTheEnding() {
        ServerModel broken =
                loop -> {
                    throw new IllegalStateException("on purpose");
                };
        loop = AcceptLoop.start(TABLE, listener, LoopOptions.lectureA().model(() -> broken));
        Eventually.holds("it has ended", () -> !loop.isRunning());
        assertEquals("java.lang.IllegalStateException: on purpose", loop.ending());
    }

    @Test
    void anUnknownModelIsRefusedWithTheNamesOfAll() {
        SystemCallException refused =
                assertThrows(SystemCallException.class, () -> ServerModels.named("forked"));
        assertTrue(refused.getMessage().contains("iterative, fork, fork-lazy, prefork"));
    }

    @Test
    void virtualThreadsServeOrSayWhichJdkHasThem() {
        if (hasVirtualThreads()) {
            start("virtual-thread");
            List<Client> several = List.of(connect(), connect(), connect(), connect(), connect());
            several.forEach(client -> assertEquals("hello", client.say("hello")));
        } else {
            SystemCallException refused =
                    assertThrows(
                            SystemCallException.class, () -> ServerModels.named("virtual-thread"));
            assertTrue(refused.getMessage().contains("It needs JDK 21 or later; this is 17."));
        }
    }
}
