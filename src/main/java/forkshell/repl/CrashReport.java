package forkshell.repl;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Hears whether the compiler crashes: it prints a hundred lines on System.err then, and JShell
 * takes the snippet for a good one. They are kept from the screen.
 */
final class CrashReport extends FilterOutputStream {
    private static CrashReport installed;

    private volatile Thread compiling;
    private volatile boolean heard;

    private CrashReport(OutputStream target) {
        super(target);
    }

    /** Has System.err pass through here; the compiler keeps the stream that it finds. */
    static synchronized CrashReport installed() {
        if (installed == null) {
            installed = new CrashReport(System.err);
            System.setErr(new PrintStream(installed, true));
        }
        return installed;
    }

    /** The calling thread compiles from now on, and prints nothing else. */
    void begin() {
        heard = false;
        compiling = Thread.currentThread();
    }

    /** Returns whether there was a report since {@link #begin}. */
    boolean end() {
        compiling = null;
        return heard;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (Thread.currentThread() == compiling) {
            heard = true;
        } else {
            out.write(bytes, offset, length);
        }
    }
}
