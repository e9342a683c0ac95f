package forkshell.jupyter;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Eventually;
import forkshell.testing.Printed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The five sockets of a kernel on ports that somebody else may have. */
@Tag("quick")
@Timeout(60)
class KernelConnectionTest {
    @TempDir private Path directory;

    @Test
    void aPortThatIsGivenBackIsWaitedFor() throws Exception {
        ServerSocket other = anyPort();
        KernelConnection connection = connectionWith(other.getLocalPort());
        AtomicBoolean opened = new AtomicBoolean();
        Thread opening =
                new Thread(
                        () -> {
                            connection.open(Eventually.DEADLINE);
                            opened.set(true);
                        });
        try (Printed printed = Printed.capture()) {
            opening.start();
            Eventually.holds("it waits", () -> opening.getState() == Thread.State.TIMED_WAITING);
            String told = "Another program has port " + other.getLocalPort();
            assertTrue(printed.err().toString().contains(told), printed.err()::toString);
        } finally {
            other.close();
        }
        opening.join();
        assertTrue(opened.get());
        connection.close();
    }

    @Test
    void aPortThatIsKeptGetsASentence() throws Exception {
        try (ServerSocket other = anyPort()) {
            KernelConnection connection = connectionWith(other.getLocalPort());
            IllegalStateException refused =
                    assertThrows(
                            IllegalStateException.class,
                            () -> connection.open(Duration.ofMillis(200)));
            assertTrue(refused.getMessage().contains("cannot be taken"), refused.getMessage());
            connection.close();
        }
    }

    @Test
    void anAddressOfAnotherComputerIsNamedAtOnce() throws Exception {
        KernelConnection connection = connectionWith(9999, "192.0.2.1");
        IllegalStateException refused =
                assertThrows(
                        IllegalStateException.class, () -> connection.open(Duration.ofDays(1)));
        assertTrue(refused.getMessage().contains("address 192.0.2.1"), refused.getMessage());
        connection.close();
    }

    private KernelConnection connectionWith(int taken) throws Exception {
        return connectionWith(taken, "127.0.0.1");
    }

    private KernelConnection connectionWith(int port, String address) throws Exception {
        List<Integer> ports = new ArrayList<>(List.of(port));
        while (ports.size() < 5) {
            try (ServerSocket free = anyPort()) {
                ports.add(free.getLocalPort());
            }
        }
        Path file = directory.resolve("connection.json");
        String text = InstallationTest.connectionFile(ports.toArray());
        Files.writeString(file, text.replace("127.0.0.1", address));
        return new KernelConnection(ConnectionFile.read(file));
    }

    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
