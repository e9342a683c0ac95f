package forkshell.repl.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import forkshell.testing.Eventually;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.StoppedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("quick")
@Timeout(60)
class SnippetControlTest {
    private static final String STATE = "forkshell.test.snippet";

    private final SnippetControl control = new SnippetControl();

    /** Loaded a second time, as JShell does with what it compiles; so it talks by a property. */
    public static final class Snippet {
        private Snippet() {}

        public static Object waits() throws InterruptedException {
            System.setProperty(STATE, "running");
            while (!System.getProperty(STATE).equals("end")) {
                Thread.sleep(1);
            }
            return "value";
        }
    }

    @BeforeEach
    void load() throws Exception {
        String name = Snippet.class.getName();
        try (InputStream code =
                Snippet.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
            control.load(new ClassBytecodes[] {new ClassBytecodes(name, code.readAllBytes())});
        }
    }

    @Test
    void aStopThatComesLateOrEarlyDoesNotHitTheRunningSnippet() throws Exception {
        CompletableFuture<String> first = started();
        control.stop(0);
        control.stop(2);
        System.setProperty(STATE, "end");
        assertEquals("\"value\"", first.get());
        CompletableFuture<String> second = started();
        control.stop(1);
        System.setProperty(STATE, "end");
        assertEquals("\"value\"", second.get());
    }

    @Test
    void theRunningSnippetIsStoppedByItsNumber() throws Exception {
        CompletableFuture<String> first = started();
        control.stop(1);
        ExecutionException stopped = assertThrows(ExecutionException.class, first::get);
        assertInstanceOf(StoppedException.class, stopped.getCause());
    }

    private CompletableFuture<String> started() {
        System.setProperty(STATE, "");
        CompletableFuture<String> value = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                value.complete(control.invoke(Snippet.class.getName(), "waits"));
                            } catch (Exception failed) {
                                value.completeExceptionally(failed);
                            }
                        });
        caller.setDaemon(true);
        caller.start();
        Eventually.holds("it runs", () -> System.getProperty(STATE).equals("running"));
        return value;
    }
}
