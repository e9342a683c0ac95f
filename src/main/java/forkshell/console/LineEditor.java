package forkshell.console;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.InfoCmp.Capability;

/**
 * JLine's editor, which paints its line anew once the window has its new size. JLine only reckons
 * where the terminal has moved the line to; what was painted before the program heard of the new
 * size would stay garbled.
 */
final class LineEditor extends LineReaderImpl {
    private static final int SETTLE_MILLIS = 100;
    private static final Executor SETTLED =
            CompletableFuture.delayedExecutor(SETTLE_MILLIS, TimeUnit.MILLISECONDS);

    LineEditor(Terminal terminal) throws IOException {
        super(terminal, "forkshell");
    }

    @Override
    protected void handleSignal(Signal signal) {
        super.handleSignal(signal);
        if (signal == Signal.WINCH) {
            SETTLED.execute(this::repaint);
        }
    }

    private void repaint() {
        lock.lock();
        try {
            if (reading) {
                display.update(List.of(), 0);
                terminal.puts(Capability.clr_eos);
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }
}
