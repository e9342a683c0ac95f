package forkshell.inspect;

import static forkshell.inspect.RealProcesses.output;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.proc.TcpSocket;
import forkshell.proc.TcpState;
import forkshell.proc.TcpTable;
import forkshell.testing.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SocketTableTest {
    private static final String ME = Long.toString(ProcessHandle.current().pid());

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void agreesWithSs(String host) throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName(host));
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket accepted = listener.accept()) {
            client.getOutputStream().write(new byte[1234]);
            Eventually.holds(
                    "1234 bytes arrived",
                    () -> rows(listener).stream().anyMatch(row -> row.receiveQueue() == 1234));
            assertEquals(ss(listener), ours(rows(listener)));
            assertEquals(client.getLocalPort(), accepted.getPort());
        }
    }

    @Test
    void showsTheTwoEndsOfAConnectionSideBySideAndWhoHoldsThem() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket accepted = listener.accept()) {
            List<SocketRow> rows = rows(listener);
            assertTrue(rows.get(0).isListener());
            assertEquals(rows.get(1).local().toString(), rows.get(2).remote().toString());
            assertEquals(rows.get(1).remote().toString(), rows.get(2).local().toString());
            assertEquals(lsofDescriptors(listener), ourDescriptors(rows));
            assertEquals(client.getLocalPort(), accepted.getPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    void theKernelAnswersForAPortAsItsTableSays(String host) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getByName(host));
                Socket client = new Socket("127.0.0.1", listener.getLocalPort());
                Socket accepted = listener.accept()) {
            int port = listener.getLocalPort();
            int other = client.getLocalPort();
            Set<TcpSocket> table =
                    TcpTable.now().held().stream()
                            .filter(s -> s.local().port() == port || s.remote().port() == port)
                            .collect(Collectors.toSet());
            assertEquals(3, table.size());
            assertEquals(table, Set.copyOf(TcpSocket.of(port)));
            assertTrue(table.containsAll(TcpSocket.listeners(port)));
            assertEquals(1, TcpSocket.listeners(port).size());
            assertEquals(port, TcpSocket.connection(port, other).orElseThrow().local().port());
            assertEquals(other, TcpSocket.connection(other, port).orElseThrow().local().port());
            assertTrue(TcpSocket.connection(port, port).isEmpty());
            assertEquals(other, accepted.getPort());
        }
    }

    @Test
    void showsConnectionsThatWaitInTheBacklog() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Socket first = new Socket(listener.getInetAddress(), listener.getLocalPort());
                Socket second = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            Eventually.holds("both wait", () -> rows(listener).get(0).receiveQueue() == 2);
            assertEquals(5, rows(listener).get(0).maximumBacklog().value());
            assertTrue(Inspector.ofThisProcess().sockets().toString().contains(" 2 of 5 "));
            assertTrue(first.isConnected() && second.isConnected());
        }
    }

    @Test
    void showsTheEndThatNobodyHoldsAnyMore() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
            listener.accept().close();
            client.close();
            Eventually.holds(
                    "TIME_WAIT",
                    () ->
                            rows(listener).stream()
                                    .anyMatch(row -> row.state() == TcpState.TIME_WAIT));
            assertEquals(
                    List.of(TcpState.LISTEN),
                    TcpTable.now().held().stream()
                            .filter(socket -> socket.local().port() == listener.getLocalPort())
                            .map(TcpSocket::state)
                            .toList());
        }
    }

    private static List<SocketRow> rows(ServerSocket listener) {
        int port = listener.getLocalPort();
        return Inspector.ofThisProcess().sockets().stream()
                .filter(row -> row.local().port() == port || row.remote().port() == port)
                .toList();
    }

    private static Set<String> ours(List<SocketRow> rows) {
        return rows.stream()
                .map(
                        row ->
                                "%s %d %s %s %s"
                                        .formatted(
                                                row.state() == TcpState.LISTEN ? "LISTEN" : "ESTAB",
                                                row.receiveQueue(),
                                                row.isListener()
                                                        ? row.maximumBacklog()
                                                        : row.sendQueue(),
                                                row.local(),
                                                row.isListener() ? "*" : row.remote()))
                .collect(Collectors.toSet());
    }

    private static Set<String> ss(ServerSocket listener) {
        int port = listener.getLocalPort();
        return output("ss", "-tanH", "( sport = :" + port + " or dport = :" + port + " )")
                .lines()
                .map(line -> line.replaceAll("\\[::ffff:([0-9.]+)]", "$1").split("\\s+"))
                .map(
                        word ->
                                word[0]
                                        + " "
                                        + word[1]
                                        + " "
                                        + word[2]
                                        + " "
                                        + word[3]
                                        + " "
                                        + (word[0].equals("LISTEN") ? "*" : word[4]))
                .collect(Collectors.toSet());
    }

    private static Set<String> ourDescriptors(List<SocketRow> rows) {
        return rows.stream()
                .flatMap(row -> row.holders().stream())
                .map(SocketRow.Holder::toString)
                .collect(Collectors.toSet());
    }

    private static Set<String> lsofDescriptors(ServerSocket listener) {
        return output("lsof", "-a", "-p", ME, "-i", "TCP:" + listener.getLocalPort(), "-F", "f")
                .lines()
                .filter(line -> line.startsWith("f"))
                .map(line -> ME + ":" + line.substring(1))
                .collect(Collectors.toSet());
    }
}
