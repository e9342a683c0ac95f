package forkshell.strace;

import forkshell.libc.Libc;
import forkshell.libc.Sys;
import forkshell.proc.FdInfo;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The pipe that strace(1) writes its lines into, and the thread that reads them. A child of this
 * JVM may hold its writing end, too; so it does not end by itself, but when {@link #end} is called.
 */
final class StraceLog {
    /** strace writes no empty line. */
    private static final String LAST = "";

    private final FileInputStream lines;
    private final int writeEnd;
    private Thread reader;

    StraceLog() throws IOException {
        int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
        writeEnd = pipe[1];
        lines = new FileInputStream(FdInfo.ownPath(pipe[0]));
        Sys.close(pipe[0]);
    }

    /** Returns the file for strace's option -o. */
    String path() {
        return FdInfo.path(Libc.getpid(), writeEnd);
    }

    /** Tells each line, on a thread of its own; after the last one runs {@code atEnd}. */
    void read(Consumer<String> line, Runnable atEnd) {
        reader =
                new Thread(
                        () -> {
                            try {
                                readAll(line);
                            } finally {
                                atEnd.run();
                            }
                        },
                        "forkshell-strace");
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll(Consumer<String> line) {
        InputStreamReader characters = new InputStreamReader(lines, StandardCharsets.ISO_8859_1);
        try (BufferedReader in = new BufferedReader(characters)) {
            for (String next = in.readLine(); !LAST.equals(next); next = in.readLine()) {
                line.accept(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Sys.close(writeEnd);
        }
    }

    /** strace has ended. A line that it left unfinished, because it was killed, ends, too. */
    void end() {
        try {
            Files.writeString(Path.of(FdInfo.ownPath(writeEnd)), "\n" + LAST + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without having read: nothing was started. */
    void close() throws IOException {
        lines.close();
        Sys.close(writeEnd);
    }

    void awaitEnd() throws InterruptedException {
        reader.join();
    }
}
