package forkshell.acceptance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.testing.Command;
import forkshell.testing.Fence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server that the README prints, as it stands there, before other people's clients. */
@Timeout(120)
class ReadmeIT {
    private static final int BYTES = 10 << 20;

    @TempDir private Path directory;
    private Process server;
    private BufferedReader said;
    private String port;

    @BeforeEach
    void startTheServerOfTheReadme() throws IOException {
        Path source = directory.resolve("EchoServer.java");
        Fence fence = Fence.containing(Path.of("README.md"), "class EchoServer");
        Files.writeString(source, fence.text());
        server =
                Command.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("forkshell.jar"),
                                source.toString(),
                                "0")
                        .startWithPipes();
        said =
                new BufferedReader(
                        new InputStreamReader(server.getErrorStream(), StandardCharsets.UTF_8));
        port = lineAfter("listening on ");
    }

    private String lineAfter(String begin) throws IOException {
        String line = said.readLine();
        while (line != null && !line.startsWith(begin)) {
            line = said.readLine();
        }
        assertNotNull(line, () -> "the server ended without a line that begins with " + begin);
        return line.substring(begin.length());
    }

    @AfterEach
    void endIt() throws InterruptedException {
        server.destroyForcibly();
        assertTrue(server.waitFor(10, TimeUnit.SECONDS), "the server ends");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nc -N 127.0.0.1 %s",
                "ncat 127.0.0.1 %s",
                "socat -t 30 STDIO TCP:127.0.0.1:%s"
            })
    void itEchoesTenMegabytesByteForByte(String client) throws IOException {
        byte[] bytes = new byte[BYTES];
        new Random(client.hashCode()).nextBytes(bytes);
        Path file = Files.write(directory.resolve("random"), bytes);
        Command.Outcome outcome =
                Command.of(String.format(client, port).split(" ")).input(file).run();
        assertEquals(0, outcome.status(), outcome::err);
        assertArrayEquals(bytes, outcome.bytes());
        String child = lineAfter("with child process: ");
        assertTrue(
                lineAfter("sig_chld_handler:wait:pid=").startsWith(child + ",status=0"),
                "the child that served is reaped");
    }
}
