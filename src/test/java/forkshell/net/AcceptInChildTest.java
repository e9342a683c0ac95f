package forkshell.net;

import static forkshell.Playground.accept;
import static forkshell.Playground.connect;
import static forkshell.Playground.forkChild;
import static forkshell.Playground.listen;
import static forkshell.Playground.waitFor;
import static org.junit.jupiter.api.Assertions.assertTrue;

import forkshell.process.Child;
import forkshell.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AcceptInChildTest {
    @Test
    void aChildSleepsInPollUntilAClientComes() {
        try (Listener gate = listen(0)) {
            Child child = forkChild(() -> accept(gate).close());
            Eventually.holds(
                    "the child sleeps in poll", () -> waitChannel(child.pid()).contains("poll"));
            Client client = connect(gate.port());
            assertTrue(waitFor(child).exited());
            client.close();
        }
    }

    private static String waitChannel(int pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/wchan"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
