package forkshell.strace;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * One of the two streams of a program: reads it to its end, on a thread of its own, and tells each
 * line with the process that wrote it; a line that is too long in pieces.
 */
final class ProgramOutput {
    private static final int ROOM = 1 << 16;
    private static final int TURN_MILLIS = 50;
    private static final int LONGEST_LINE = 1 << 16;

    private final boolean error;
    private final Consumer<OutputLine> to;
    private final IntSupplier main;
    private final Writers writers = new Writers();
    private final Map<Integer, ByteArrayOutputStream> unfinished = new TreeMap<>();
    private Thread reader;

    /** {@code main} is the process that counts as the writer of what strace does not tell. */
    ProgramOutput(boolean error, IntSupplier main, Consumer<OutputLine> to) {
        this.error = error;
        this.main = main;
        this.to = to;
    }

    Writers writers() {
        return writers;
    }

    /** Reads a pipe until all who could write into it have closed it. */
    void read(InputStream pipe) {
        begin(() -> readAll(pipe));
    }

    /** Reads a terminal until {@code program} has ended, and closes it. */
    void read(PseudoTerminal terminal, Process program) {
        begin(() -> readAll(terminal, program));
    }

    private void begin(Runnable read) {
        reader = new Thread(read, "forkshell-program-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits until all is told. */
    void awaitEnd() throws InterruptedException {
        reader.join();
    }

    private void readAll(InputStream pipe) {
        byte[] bytes = new byte[ROOM];
        try (pipe) {
            for (int count = pipe.read(bytes); count >= 0; count = pipe.read(bytes)) {
                take(bytes, count);
            }
        } catch (IOException closed) {
            return;
        } finally {
            finish();
        }
    }

    private void readAll(PseudoTerminal terminal, Process program) {
        try (terminal;
                NativeBuffer pollfd = Sys.pollfd();
                NativeBuffer buffer = new NativeBuffer(ROOM)) {
            boolean ended = false;
            while (!ended) {
                ended = !program.isAlive();
                while (isReadable(terminal, ended ? 0 : TURN_MILLIS, pollfd)) {
                    int count = (int) Libc.read(terminal.master(), buffer.address(), ROOM);
                    byte[] bytes = new byte[count];
                    buffer.get(0, bytes, 0, count);
                    take(bytes, count);
                }
            }
        } finally {
            finish();
        }
    }

    private static boolean isReadable(PseudoTerminal terminal, int millis, NativeBuffer pollfd) {
        return (Sys.poll(terminal.master(), Libc.POLLIN, millis, pollfd) & Libc.POLLIN) != 0;
    }

    private void take(byte[] bytes, int count) {
        try {
            for (Writers.Share share : writers.divide(bytes, count, main.getAsInt())) {
                take(share, bytes);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Writers.Share share, byte[] bytes) {
        ByteArrayOutputStream line =
                unfinished.computeIfAbsent(share.pid(), pid -> new ByteArrayOutputStream());
        for (int i = share.from(); i < share.to(); i++) {
            if (bytes[i] == '\n') {
                tell(share.pid(), line);
            } else {
                tellPiece(share.pid(), line, bytes[i]);
                line.write(bytes[i]);
            }
        }
    }

    /** Not within a character, see utf-8(7). */
    private void tellPiece(int pid, ByteArrayOutputStream line, byte next) {
        if (line.size() >= LONGEST_LINE && (next & 0xc0) != 0x80) {
            tell(pid, line);
        }
    }

    private void finish() {
        unfinished.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 0)
                .forEach(entry -> tell(entry.getKey(), entry.getValue()));
    }

    private void tell(int pid, ByteArrayOutputStream line) {
        to.accept(new OutputLine(pid, error, line.toString(StandardCharsets.UTF_8)));
        line.reset();
    }
}
