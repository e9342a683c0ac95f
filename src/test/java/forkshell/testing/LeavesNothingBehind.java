package forkshell.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Fails a test that leaves a descriptor or a child, zombies included. What lives as long as the JVM
 * has to be there before: a test class makes its process table in a static field, or touches the
 * Playground in a static block. An {@code @AfterEach} method runs before this looks.
 */
public final class LeavesNothingBehind
        implements BeforeAllCallback, TestInstancePreConstructCallback, AfterEachCallback {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private List<String> before = List.of();

    /** What stays is made now: the test class's static fields, and the JDK's own first socket. */
    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Class<?> test = context.getRequiredTestClass();
        Class.forName(test.getName(), true, test.getClassLoader());
        openAndCloseASocket();
    }

    private static void openAndCloseASocket() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
            server.accept().close();
            client.shutdownOutput();
        }
    }

    /** Before the test's fields are made, because what they open is the test's, too. */
    @Override
    public void preConstructTestInstance(
            TestInstanceFactoryContext factory, ExtensionContext context) {
        before = everything();
    }

    /** Waits, because what a test has ended may take a moment to be gone. */
    @Override
    public void afterEach(ExtensionContext context) {
        Eventually.holds(
                DEADLINE,
                () -> context.getDisplayName() + " left behind " + left(),
                () -> left().isEmpty());
    }

    private List<String> left() {
        List<String> left = everything();
        before.forEach(left::remove);
        return left;
    }

    /** Without the numbers of descriptors: one that is opened anew for each fork has another. */
    private static List<String> everything() {
        long self = ProcessHandle.current().pid();
        List<String> all = new ArrayList<>(ProcessView.descriptors(self).values());
        ProcessView.children(self).forEach((pid, child) -> all.add("child " + pid + " " + child));
        return all;
    }
}
