package forkshell.strace;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A terminal that nobody sits at, pty(7): a program that prints into it sends each line at once, as
 * it does on a screen, and not when some thousand bytes have come together.
 */
final class PseudoTerminal implements AutoCloseable {
    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    private static final long TIOCGPTN = 0x80045430L;
    private static final long TIOCSPTLCK = 0x40045431L;
    private static final int O_RDWR = 2;
    private static final int STRUCT_TERMIOS = 64;
    private static final int OUTPUT_FLAGS = 4;
    private static final int OPOST = 1;

    private final int master;
    private final int held;
    private final String path;

    /**
     * Opens one, and holds its other side open, so that it lasts between two programs that use it.
     *
     * @throws IOException when there is none left, or /dev/pts is not mounted
     */
    PseudoTerminal() throws IOException {
        master = open("/dev/ptmx");
        try (NativeBuffer argument = new NativeBuffer(STRUCT_TERMIOS)) {
            control(TIOCSPTLCK, argument);
            control(TIOCGPTN, argument);
            path = "/dev/pts/" + argument.getInt(0);
            held = open(path);
            control(TCGETS, argument);
            argument.putInt(OUTPUT_FLAGS, argument.getInt(OUTPUT_FLAGS) & ~OPOST);
            control(TCSETS, argument);
        }
    }

    private static int open(String file) throws IOException {
        byte[] text = (file + "\0").getBytes(StandardCharsets.US_ASCII);
        try (NativeBuffer path = new NativeBuffer(text.length)) {
            path.put(0, text, 0, text.length);
            int flags = O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC;
            return checked(file, Libc.open(path.address(), flags));
        }
    }

    private void control(long request, NativeBuffer argument) throws IOException {
        checked("/dev/ptmx", Libc.ioctl(master, request, argument.address()));
    }

    private static int checked(String file, int result) throws IOException {
        if (result < 0) {
            throw new IOException(file + " gives no terminal: errno " + Libc.errno());
        }
        return result;
    }

    /** Returns the file that a program opens to print. */
    String path() {
        return path;
    }

    /** Returns the file from which what was printed is read. */
    int master() {
        return master;
    }

    @Override
    public void close() {
        Libc.close(held);
        Libc.close(master);
    }
}
