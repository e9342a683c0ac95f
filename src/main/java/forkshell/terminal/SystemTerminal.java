package forkshell.terminal;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Opens the terminal of this process. */
public final class SystemTerminal {
    private static final String QUICKEST_FIRST = "jni,ffm,exec";

    /** Kept, because a logger that nobody refers to forgets its level. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    private SystemTerminal() {}

    /**
     * Opens it; the caller closes it.
     *
     * @param simple whether to use no sequences but line ends, as for a dumb terminal
     */
    public static Terminal open(boolean simple) throws IOException {
        JLINE.setLevel(Level.OFF);
        System.setProperty("org.jline.terminal.graphemeCluster", "false");
        System.setProperty("org.jline.utils.disableAlternateCharset", "true");
        Charset charset = TerminalCharset.ofEnvironment();
        return TerminalBuilder.builder()
                .providers(QUICKEST_FIRST)
                .system(true)
                .dumb(true)
                .nativeSignals(true)
                .type(simple ? Terminal.TYPE_DUMB : type().name())
                .encoding(charset)
                .stdinEncoding(charset)
                .stdoutEncoding(charset)
                .build();
    }

    /** Returns a sentence about {@code TERM} where its value is of no use. */
    public static Optional<String> complaint() {
        return type().complaint();
    }

    private static TerminalType type() {
        return TerminalType.of(System.getenv("TERM"));
    }
}
