package forkshell.inspect;

import forkshell.libc.Sys;
import forkshell.proc.Fact;
import forkshell.proc.FdInfo;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How values print: in colour or not, how wide, and in which language.
 *
 * @param columns the width of the terminal; 0 when there is none, so nothing needs to be cut
 */
public record RenderOptions(boolean colour, int columns, Locale language) {
    /** {@code always}, {@code never}, or {@code auto}. */
    public static final String COLOUR_PROPERTY = "forkshell.color";

    /** A front end that knows the terminal's width keeps it here. */
    public static final String COLUMNS_PROPERTY = "forkshell.columns";

    /** Black text of any width, in English. */
    public static final RenderOptions PLAIN = new RenderOptions(false, 0, Locale.ENGLISH);

    /**
     * Returns what the environment asks for: system properties first, then NO_COLOR and TERM, then
     * the terminal itself.
     */
    public static RenderOptions fromEnvironment() {
        Optional<Path> terminal = terminal();
        int columns =
                Integer.getInteger(COLUMNS_PROPERTY, terminal.map(Sys::terminalColumns).orElse(0));
        return new RenderOptions(wantsColour(terminal.isPresent()), columns, Locale.getDefault());
    }

    public String paint(Tone tone, String text) {
        return colour ? tone.paint(text) : text;
    }

    private static boolean wantsColour(boolean terminal) {
        return switch (System.getProperty(COLOUR_PROPERTY, "auto")) {
            case "always" -> true;
            case "never" -> false;
            default -> terminal && environmentAllowsColour();
        };
    }

    /** See no-color.org. */
    private static boolean environmentAllowsColour() {
        String noColor = System.getenv("NO_COLOR");
        String term = System.getenv("TERM");
        return (noColor == null || noColor.isEmpty()) && term != null && !term.equals("dumb");
    }

    /** JShell runs snippets in a process of their own, whose parent owns the terminal. */
    private static Optional<Path> terminal() {
        return isTerminal(FdInfo.ownTarget(1))
                ? Optional.of(Path.of(FdInfo.ownPath(1)))
                : ProcessHandle.current()
                        .parent()
                        .map(parent -> (int) parent.pid())
                        .filter(parent -> isTerminal(FdInfo.target(parent, 1)))
                        .map(parent -> Path.of(FdInfo.path(parent, 1)));
    }

    private static boolean isTerminal(Fact<String> output) {
        String target = output.orElse("");
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    }
}
