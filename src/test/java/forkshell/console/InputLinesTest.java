package forkshell.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("quick")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InputLinesTest {

    @Test
    void aCtrlCThatJLineHearsOfLateDoesNotInterruptTheCaller() throws IOException {
        try (PipedOutputStream keys = new PipedOutputStream();
                SignalledTerminal terminal = new SignalledTerminal(new PipedInputStream(keys))) {
            InputLines lines = new InputLines(terminal, new ReentrantLock());
            lines.open();
            terminal.readersHandler.thenAccept(handler -> handler.handle(Terminal.Signal.INT));
            assertThrows(UserInterruptException.class, lines::next);
            terminal.readersHandler.join().handle(Terminal.Signal.INT);
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }

    @Test
    void whatIsTypedAfterCtrlCIsLeftToThePrompt() throws IOException {
        try (PipedOutputStream keys = new PipedOutputStream();
                SignalledTerminal terminal = new SignalledTerminal(new PipedInputStream(keys))) {
            InputLines lines = new InputLines(terminal, new ReentrantLock());
            lines.open();
            lines.stop();
            keys.write("6 * 7\n".getBytes());
            assertThrows(UserInterruptException.class, lines::next);
            lines.open();
            assertEquals("6 * 7", lines.next());
        }
    }

    /** Keeps what the first reader of a line wants to do at Ctrl-C. */
    private static final class SignalledTerminal extends DumbTerminal {
        private final CompletableFuture<SignalHandler> readersHandler = new CompletableFuture<>();

        SignalledTerminal(PipedInputStream keys) throws IOException {
            super(keys, new ByteArrayOutputStream());
        }

        @Override
        public SignalHandler handle(Signal signal, SignalHandler handler) {
            if (signal == Signal.INT && readersHandler != null) {
                readersHandler.complete(handler);
            }
            return super.handle(signal, handler);
        }
    }
}
