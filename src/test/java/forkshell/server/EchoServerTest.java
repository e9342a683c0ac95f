package forkshell.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.net.Connection;
import forkshell.net.Listener;
import forkshell.process.Exit;
import forkshell.process.ProcessTable;
import forkshell.testing.CProgram;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.LeavesNothingBehind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The echo server against clients that others wrote, and the cases that others test. */
@Timeout(90)
@ExtendWith(LeavesNothingBehind.class)
class EchoServerTest {
    private static final ProcessTable TABLE = new ProcessTable();
    private static final int TEN_MEGABYTES = 10_000_000;

    @TempDir static Path directory;

    private final Listener listener = Listener.listen("127.0.0.1", 0);
    private AcceptLoop loop;

    private void serve(LoopOptions options) {
        loop = AcceptLoop.start(TABLE, listener, options);
    }

    @AfterEach
    void end() {
        loop.stop();
        listener.close();
        TABLE.endAll();
        TABLE.ignoreExit();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nc -N 127.0.0.1 PORT",
                "ncat 127.0.0.1 PORT",
                "socat -t 60 - TCP:127.0.0.1:PORT"
            })
    void tenMegabytesComeBackByteForByte(String client) throws IOException {
        serve(LoopOptions.lectureA());
        byte[] bytes = random(TEN_MEGABYTES);
        Path input = Files.write(directory.resolve("random"), bytes);
        String[] words = client.replace("PORT", "" + listener.port()).split(" ");
        Command.Outcome outcome = Command.of(words).input(input).run(Duration.ofSeconds(60));
        assertEquals(0, outcome.status(), outcome.err());
        assertArrayEquals(bytes, outcome.bytes());
        assertNoChildren();
    }

    /** RFC 862: once a connection is established any data received is sent back. */
    @Test
    void everyByteComesBackInOrderHoweverItIsCutUntilTheClientEnds() throws Exception {
        serve(LoopOptions.lectureA());
        byte[] bytes = random(1_000_000);
        try (Socket client = connect()) {
            CompletableFuture<byte[]> echo = readAll(client.getInputStream());
            Random cut = new Random(862);
            for (int sent = 0; sent < bytes.length; ) {
                int count = Math.min(1 + cut.nextInt(20_000), bytes.length - sent);
                client.getOutputStream().write(bytes, sent, count);
                sent += count;
            }
            client.shutdownOutput();
            assertArrayEquals(bytes, echo.get(20, TimeUnit.SECONDS));
        }
        assertNoChildren();
    }

    private static CompletableFuture<byte[]> readAll(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return stream.readAllBytes();
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /** Stevens' tcpcli04: the handler loops, so coalesced signals lose nobody. */
    @Test
    void fiveConnectionsOfOneClientThatEndAtOnceAreFiveChildrenReaped() {
        serve(LoopOptions.lectureA().without(Mistake.WAIT_ONCE).reaping(Reaping.SIGCHLD));
        assertEquals("5 echoed\n", fiveConnections());
        Eventually.holds("five reaped", () -> loop.stats().reaped() == 5);
        assertEquals(5, loop.stats().forked());
        assertEquals(0, loop.stats().unreaped());
    }

    /** With the lecture's handler, which waits once, the next accept takes the rest. */
    @Test
    void whatTheLecturesHandlerMissesIsReapedAfterTheNextAccept() throws IOException {
        serve(LoopOptions.lectureA());
        assertEquals("5 echoed\n", fiveConnections());
        Eventually.holds("all five have ended", () -> living() == 0);
        try (Socket next = connect()) {
            assertEcho(next, "next");
            Eventually.holds("five reaped", () -> loop.stats().reaped() == 5);
        }
        assertNoChildren();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void atTheLimitOfChildrenLectureBCountsWhatItReaps(int left) throws IOException {
        serve(LoopOptions.lectureB().limit(1 + left));
        for (int i = 0; i < 10; i++) {
            try (Socket client = connect()) {
                assertEcho(client, "client " + i);
            }
        }
        assertTrue(loop.isRunning(), loop.ending());
        Eventually.holds("the last ones have ended", () -> living() == 0);
    }

    @Test
    void atTheLimitOfChildrenLectureAPrintsTheStatusesThatItReaps() throws IOException {
        LoopOptions options = LoopOptions.lectureA().reaping(Reaping.AFTER_ACCEPT).limit(1);
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            serve(options);
            for (int i = 0; i < 2; i++) {
                try (Socket client = connect()) {
                    assertEcho(client, "hello");
                }
            }
            Eventually.holds("both are reaped", () -> loop.stats().reaped() == 2);
        } finally {
            System.setErr(err);
        }
        String statuses = told.toString(StandardCharsets.UTF_8);
        assertEquals(2, statuses.split("sig_chld_handler", -1).length - 1, statuses);
    }

    @Test
    void atTheLimitOfChildrenTheLoopSaysWhyTheNextClientWaits() throws IOException {
        serve(LoopOptions.lectureA().limit(1));
        String waits = "0 failed, waits: its limit of children is 1";
        try (Socket second = new Socket()) {
            try (Socket first = connect()) {
                assertEcho(first, "hello");
                second.connect(first.getRemoteSocketAddress());
                Eventually.holds("it says so", () -> loop.toString().endsWith(waits));
            }
            assertEcho(second, "hello");
        }
        Eventually.holds("all is well again", () -> loop.toString().endsWith("0 failed"));
    }

    private static long living() {
        return TABLE.children().stream().filter(child -> child.isAlive()).count();
    }

    private String fiveConnections() {
        return CProgram.of(
                        """
                        #include <arpa/inet.h>
                        #include <stdio.h>
                        #include <stdlib.h>
                        #include <string.h>
                        #include <sys/socket.h>
                        #include <unistd.h>
                        int main(int argc, char **argv) {
                          struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
                          inet_pton(AF_INET, "127.0.0.1", &a.sin_addr);
                          int s[5], echoed = 0;
                          char line[6];
                          for (int i = 0; i < 5; i++) {
                            s[i] = socket(AF_INET, SOCK_STREAM, 0);
                            if (connect(s[i], (struct sockaddr *) &a, sizeof a)) return 1;
                          }
                          for (int i = 0; i < 5; i++) {
                            if (write(s[i], "hello", 6) != 6) return 2;
                            if (recv(s[i], line, 6, MSG_WAITALL) == 6 && !strcmp(line, "hello")) echoed++;
                          }
                          printf("%d echoed\\n", echoed);
                          return 0;
                        }
                        """)
                .output("" + listener.port());
    }

    /** CPython's test_ForkingTCPServer. */
    @Test
    void threeClientsAreEchoedAndNoChildIsLeft() throws IOException {
        serve(LoopOptions.lectureA());
        for (int i = 0; i < 3; i++) {
            try (Socket client = connect()) {
                assertEcho(client, "hello world " + i);
            }
        }
        assertNoChildren();
        assertEquals(3, loop.stats().accepted());
    }

    /** The same test of CPython: an exception is told, marked with the pid, and costs one child. */
    @Test
    void aHandlersExceptionStaysInItsChild() throws Exception {
        CompletableFuture<Exit> exit = new CompletableFuture<>();
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            serve(LoopOptions.lectureA().reaping(Reaping.NOBODY).handler(EchoServerTest::fail));
            TABLE.onExit(exit::complete);
            try (Socket client = connect()) {
                assertEquals(-1, client.getInputStream().read());
            }
            assertEquals(1, exit.get(20, TimeUnit.SECONDS).exitCode());
        } finally {
            System.setErr(err);
        }
        String line = "[" + exit.get().pid() + "] java.lang.IllegalArgumentException: on purpose";
        assertTrue(told.toString(StandardCharsets.UTF_8).contains(line), told.toString());
        assertTrue(loop.isRunning());
    }

    /** The lectures' C programs, whose loops end when read(2) fails, say nothing of it. */
    @ParameterizedTest
    @ValueSource(strings = {"fork", "fork-lazy", "prefork", "thread"})
    void aClientThatLeavesWithItsEchoUnreadIsNotToldOf(String model) throws Exception {
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            serve(LoopOptions.lectureA().limit(1).model(ServerModels.named(model)));
            for (int i = 0; i < 2; i++) {
                try (Socket client = connect()) {
                    assertEcho(client, "read");
                    client.getOutputStream().write("unread".getBytes());
                    Eventually.holds("an echo", () -> hasBytes(client));
                }
            }
            try (Socket client = connect()) {
                assertEcho(client, "still here");
            }
        } finally {
            System.setErr(err);
        }
        String lines = told.toString(StandardCharsets.UTF_8);
        assertTrue(lines.lines().allMatch(EchoServerTest::isOfTheLecture), lines);
    }

    private static boolean hasBytes(Socket client) {
        try {
            return client.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isOfTheLecture(String line) {
        return line.startsWith("accept:")
                || line.startsWith("sig_chld_handler:")
                || line.startsWith("  WIFEXITED:");
    }

    private static void fail(Connection connection) {
        throw new IllegalArgumentException("on purpose");
    }

    private void assertNoChildren() {
        Eventually.holds(
                "no child is left",
                () -> {
                    TABLE.reap();
                    return TABLE.children().isEmpty();
                });
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), listener.port());
        client.setSoTimeout(20_000);
        return client;
    }

    private static void assertEcho(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes());
        assertEquals(text, new String(client.getInputStream().readNBytes(text.length())));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
