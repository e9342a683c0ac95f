package forkshell.check;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A pseudo-terminal that a program prints on: pty(7). Whoever opens it closes it. */
final class Terminal implements AutoCloseable {
    private static final int BUFFER = 4096;

    private final int master = Sys.openTerminal();
    private final int number = Sys.terminalNumber(master);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** Returns the side that the program has. */
    Path file() {
        return Path.of("/dev/pts/" + number);
    }

    /** Everything printed up to now, with a line feed at the end of each line. */
    String text() {
        try (NativeBuffer buffer = new NativeBuffer(BUFFER)) {
            byte[] bytes = new byte[BUFFER];
            int count;
            while ((count = (int) Libc.read(master, buffer.address(), BUFFER)) > 0) {
                buffer.get(0, bytes, 0, count);
                printed.write(bytes, 0, count);
            }
        }
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }

    @Override
    public void close() {
        Sys.close(master);
    }
}
