package forkshell.console;

import forkshell.console.command.CommandTable;
import forkshell.console.command.Commands;
import forkshell.console.command.LabSession;
import forkshell.console.edit.LineEditor;
import forkshell.console.edit.Theme;
import forkshell.proc.ProcessFamily;
import forkshell.repl.SessionOptions;
import forkshell.terminal.SystemTerminal;
import java.io.IOError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.Signals;

/**
 * The conversation on a terminal. The terminal has no echo from the first prompt to the end, so
 * that nothing typed while a snippet runs is mixed with what it prints. However the JVM ends, the
 * terminal is given back as it was found, and the session's processes end.
 */
public final class Console implements AutoCloseable {
    private static final String BRACKETED_PASTE_OFF = "\033[?2004l";
    private static final int DISABLED = 0;
    private static final int STATUS_HUNG_UP = 129;
    private static final int STATUS_TERMINATED = 143;

    private final Terminal terminal;
    private final Attributes found;
    private final Attributes running;
    private final Attributes editing;
    private final Theme theme;
    private final LineEditor reader;
    private final Screen screen;
    private final Shell shell;
    private final Lock keyboard = new ReentrantLock();
    private final InputLines lines;
    private boolean closed;
    private boolean warned;

    private Console(Terminal terminal, boolean colours) throws IOException {
        this.terminal = terminal;
        found = terminal.getAttributes();
        running = silent(found);
        editing = withoutInterrupt(running);
        terminal.setAttributes(running);
        theme = new Theme(colours && !terminal.getType().startsWith(Terminal.TYPE_DUMB));
        reader = new LineEditor(terminal);
        screen = new Screen(reader, keyboard, theme);
        lines = new InputLines(terminal, keyboard);
        CommandTable commands = Commands.all();
        shell = new Shell(screen, commands, SessionOptions.defaults().input(new LineInput(lines)));
        reader.configure(shell, commands, theme);
        reader.setVariable(LineReader.HISTORY_FILE, historyFile());
    }

    /**
     * Takes the terminal of this process.
     *
     * @param colours whether to use them where the terminal can
     * @param simple whether to write plain lines only, for screen readers and slow connections
     */
    public static Console open(boolean colours, boolean simple) throws IOException {
        Console console = new Console(SystemTerminal.open(simple), colours);
        // A dumb terminal, such as an editor's, hands on no signal.
        Signals.register("INT", console::interrupt);
        Signals.register("TERM", () -> console.end(STATUS_TERMINATED));
        Signals.register("HUP", () -> console.end(STATUS_HUNG_UP));
        Runtime.getRuntime().addShutdownHook(new Thread(console::close, "forkshell-end"));
        return console;
    }

    /** Returns where the history is kept. */
    public static Path historyFile() {
        String state = System.getenv("XDG_STATE_HOME");
        Path directory =
                state == null || state.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state);
        return directory.resolve("forkshell").resolve("history");
    }

    /** Converses until the learner leaves; returns the status to exit with. */
    public int run() {
        terminal.handle(Signal.INT, signal -> interrupt());
        screen.paragraph(ConsoleMessages.text("greeting", Runtime.version().feature()));
        SystemTerminal.complaint().ifPresent(screen::hint);
        CompletableFuture.supplyAsync(LabSession::invitation)
                .thenAccept(sentence -> sentence.ifPresent(screen::hint));
        while (shell.exit().isEmpty()) {
            step();
        }
        return shell.exit().getAsInt();
    }

    private void interrupt() {
        lines.stop();
        shell.interrupt();
    }

    private void step() {
        try {
            String input = edit();
            warned = false;
            accept(input);
        } catch (UserInterruptException cleared) {
            warned = false;
        } catch (EndOfFileException leave) {
            leave();
        } catch (IOError hungUp) {
            shell.exit(STATUS_HUNG_UP);
        } catch (CompletionException noSession) {
            screen.complaint(
                    noSession.getCause() instanceof IllegalStateException told
                            ? told.getMessage()
                            : ConsoleMessages.text("session.failed"));
            shell.exit(1);
        } catch (RuntimeException | Error mistake) {
            screen.complaint(ConsoleMessages.text("mistake", mistake));
        }
    }

    private void accept(String input) {
        KeyWhileRunning key = new KeyWhileRunning(terminal, keyboard, this::watch);
        lines.open();
        try {
            shell.accept(input);
        } finally {
            lines.close();
            key.close();
        }
    }

    /**
     * While a line is edited, Ctrl-C is a key like others: a signal would interrupt this thread
     * wherever it is, even behind the line's end, where it talks to the compiler and the agent.
     */
    private String edit() {
        terminal.setAttributes(editing);
        try {
            return screen.edit(this::prompt);
        } finally {
            terminal.setAttributes(running);
        }
    }

    private String prompt() {
        return new Prompt(theme, terminal).text(children());
    }

    private ProcessFamily children() {
        return shell.isReady() ? shell.session().children() : ProcessFamily.NONE;
    }

    private void leave() {
        int running = children().alive();
        if (running > 0 && !warned) {
            warned = true;
            screen.hint(ConsoleMessages.text("leave.children", running));
        } else {
            shell.exit(0);
        }
    }

    private void watch() {
        shell.run("/watch");
    }

    /** No echo and no line discipline; Ctrl-C still makes a signal, which stops a snippet. */
    private static Attributes silent(Attributes found) {
        Attributes silent = new Attributes(found);
        silent.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), false);
        silent.setLocalFlag(LocalFlag.ISIG, true);
        return silent;
    }

    private static Attributes withoutInterrupt(Attributes attributes) {
        Attributes without = new Attributes(attributes);
        without.setControlChar(ControlChar.VINTR, DISABLED);
        return without;
    }

    private void end(int status) {
        shell.exit(status);
        close();
        System.exit(status);
    }

    /**
     * Ends the session with its processes and gives the terminal back; doing it twice is fine. The
     * terminal comes last: the end of a running snippet would bring the prompt back.
     */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            shell.close();
            giveBack();
        }
    }

    private void giveBack() {
        try {
            if (theme.colours()) {
                terminal.puts(Capability.keypad_local);
                terminal.puts(Capability.cursor_normal);
                terminal.writer().write(BRACKETED_PASTE_OFF);
            }
            terminal.flush();
            terminal.setAttributes(found);
        } catch (IOError | IllegalStateException gone) {
            // it hung up: nobody is there to take it back
        }
    }
}
