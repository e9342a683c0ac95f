package forkshell.command;

import forkshell.terminal.TerminalCharset;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

/** Standard output and error in the encoding of the terminal. */
final class StandardOutput {
    private StandardOutput() {}

    /** Encodes both from here on; the JVM itself knows only the locales that are installed. */
    static void encode() {
        Charset charset = TerminalCharset.ofEnvironment();
        System.setOut(encoded(FileDescriptor.out, charset));
        System.setErr(encoded(FileDescriptor.err, charset));
    }

    private static PrintStream encoded(FileDescriptor file, Charset charset) {
        OutputStream bytes = new BufferedOutputStream(new FileOutputStream(file));
        return new PrintStream(bytes, true, charset);
    }
}
