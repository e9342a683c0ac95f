package forkshell.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.net.Listener;
import forkshell.server.Design;
import forkshell.server.ServerModels;
import forkshell.testing.Command;
import forkshell.testing.Eventually;
import forkshell.testing.JavaProgram;
import forkshell.testing.LeavesNothingBehind;
import forkshell.testing.ProcessView;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each server model in a session of the kernel's own: setsid(2). */
@Timeout(120)
@ExtendWith(LeavesNothingBehind.class)
class ServeIT {
    /** Longer than a worker waits for its next client. */
    private static final int THINKS_MILLIS = 300;

    private static final String WAITS_FOR = "forkshell: takes no more clients and waits for ";

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    static List<String> models() {
        return ServerModels.designs().stream()
                .filter(Design::isAvailable)
                .map(Design::name)
                .toList();
    }

    /** As a terminal sends it: to the server and its children. */
    @ParameterizedTest
    @MethodSource("models")
    void ctrlCLeavesNoProcess(String model) throws Exception {
        Process server = start(model);
        endsWithNothingLeft(server, "-" + server.pid());
    }

    @ParameterizedTest
    @MethodSource("models")
    void aSignalToTheServerAloneLeavesNoProcess(String model) throws Exception {
        Process server = start(model);
        endsWithNothingLeft(server, Long.toString(server.pid()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iterative",
                "fork",
                "fork-lazy",
                "prefork",
                "prefork-lock",
                "prefork-pass",
                "thread",
                "epoll"
            })
    void afterASigtermTheServerServesItsClientsToTheirEndAndNobodyElse(String model)
            throws Exception {
        Process server = start(model);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream()))) {
            int port = port(out);
            try (Socket client = client(port)) {
                assertEcho(client);
                terminate(server);
                String told = lineFromForkshell(out);
                assertTrue(told.matches(WAITS_FOR + leaving(model) + " to leave\\. .*"), told);
                assertThrows(ConnectException.class, () -> client(port));
                Listener.listen("127.0.0.1", port).close();
                assertEcho(client);
                assertTrue(server.isAlive());
            }
            assertEquals(0, server.waitFor());
            assertEquals(Map.of(), ProcessView.session(server.pid()));
        } finally {
            Command.of("pkill", "-KILL", "--session", Long.toString(server.pid())).run();
        }
    }

    /** A worker that has not found out yet that it shall stop is waited for, too. */
    private static String leaving(String model) {
        return model.startsWith("prefork") ? "\\d+" : "1";
    }

    @ParameterizedTest
    @ValueSource(strings = {"iterative", "fork", "prefork", "exec", "thread"})
    void aSecondSigtermLeavesNoProcess(String model) throws Exception {
        Process server = start(model);
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(server.getInputStream()));
                Socket client = client(port(out))) {
            assertEcho(client);
            terminate(server);
            lineFromForkshell(out);
            terminate(server);
            assertEquals(143, server.waitFor());
            assertEquals(Map.of(), ProcessView.session(server.pid()));
        } finally {
            Command.of("pkill", "-KILL", "--session", Long.toString(server.pid())).run();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fork", "prefork"})
    void aKilledServerLeavesNoProcess(String model) throws Exception {
        Process server = start(model);
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(server.getInputStream()));
                Socket client = client(port(out))) {
            assertEcho(client);
            terminate(server);
            lineFromForkshell(out);
            Command.of("kill", "-KILL", Long.toString(server.pid())).run().succeeded();
            Eventually.holds("nothing is left", () -> ProcessView.session(server.pid()).isEmpty());
        } finally {
            Command.of("pkill", "-KILL", "--session", Long.toString(server.pid())).run();
        }
    }

    private static Socket client(int port) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
        client.setSoTimeout((int) Eventually.DEADLINE.toMillis());
        return client;
    }

    private static void assertEcho(Socket client) throws IOException {
        client.getOutputStream().write(HELLO);
        assertArrayEquals(HELLO, client.getInputStream().readNBytes(HELLO.length));
    }

    private static void terminate(Process server) {
        Command.of("kill", "-TERM", Long.toString(server.pid())).run().succeeded();
    }

    /** The lines about clients and ended children are passed over. */
    private static String lineFromForkshell(BufferedReader out) throws IOException {
        String line = out.readLine();
        while (!line.startsWith("forkshell: ")) {
            line = out.readLine();
        }
        return line;
    }

    private static Process start(String model) throws IOException {
        List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT", "setsid"));
        words.addAll(JavaProgram.packaged("serve", "--model", model, "0"));
        return new ProcessBuilder(words).redirectErrorStream(true).start();
    }

    /** The signal comes while a client is connected, one who has thought before it spoke. */
    private static void endsWithNothingLeft(Process server, String receiver) throws Exception {
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(server.getInputStream()));
                Socket client = new Socket(InetAddress.getLoopbackAddress(), port(out))) {
            client.setSoTimeout(THINKS_MILLIS);
            assertThrows(SocketTimeoutException.class, client.getInputStream()::read);
            client.setSoTimeout((int) Eventually.DEADLINE.toMillis());
            client.getOutputStream().write(HELLO);
            assertArrayEquals(HELLO, client.getInputStream().readNBytes(HELLO.length));
            Command.of("kill", "-INT", "--", receiver).run().succeeded();
            assertEquals(130, server.waitFor());
            assertEquals(Map.of(), ProcessView.session(server.pid()));
        } finally {
            Command.of("pkill", "-KILL", "--session", Long.toString(server.pid())).run();
        }
    }

    private static int port(BufferedReader out) throws IOException {
        String line = out.readLine();
        return Integer.parseInt(line.replaceAll(".*listening on [^ ]*:(\\d+),.*", "$1"));
    }
}
