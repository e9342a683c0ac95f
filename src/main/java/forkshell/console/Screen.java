package forkshell.console;

import forkshell.console.command.FrontEnd;
import forkshell.console.edit.Theme;
import forkshell.display.StandardStream;
import forkshell.display.Visible;
import forkshell.repl.Line;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jline.reader.LineReader;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;

/**
 * A terminal on which one line is edited while others print. While the line is edited, whole lines
 * appear above it, collected for a moment so that many cost one repainting; otherwise everything is
 * written at once.
 */
final class Screen implements FrontEnd {
    private static final int COLLECT_INTERVAL_MILLIS = 30;
    private static final int PROMPT_INTERVAL_MILLIS = 400;
    private static final int MAX_ROUNDS_OF_A_PARTIAL_LINE = 8;
    private static final int MAX_WAITING_CHARACTERS = 1 << 18;

    private final LineReader reader;
    private final Lock keyboard;
    private final Theme theme;
    private final StringBuilder waiting = new StringBuilder();
    private boolean editing;
    private boolean covered;
    private boolean atLineStart = true;
    private boolean painting;
    private int rounds;
    private volatile Supplier<String> prompt = () -> "";
    private volatile String shown = "";

    /**
     * @param keyboard held by whoever reads it, when that is not the line reader
     */
    Screen(LineReader reader, Lock keyboard, Theme theme) {
        this.reader = reader;
        this.keyboard = keyboard;
        this.theme = theme;
        Thread thread = new Thread(this::repaint, "forkshell-screen");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Edits a line; what {@link LineReader#readLine(String)} throws passes through.
     *
     * @param current the prompt of the moment; asked again and again while the line is edited
     */
    String edit(Supplier<String> current) {
        freshLine();
        prompt = current;
        editing(true);
        try {
            shown = prompt.get();
            return reader.readLine(shown);
        } finally {
            editing(false);
        }
    }

    private synchronized void freshLine() {
        if (!atLineStart) {
            write("\n");
        }
    }

    private synchronized void editing(boolean now) {
        editing = now;
        awaitPainting();
        if (!now) {
            write(waiting.toString());
            waiting.setLength(0);
        }
        notifyAll();
    }

    private synchronized void awaitPainting() {
        awaitUntil(() -> !painting);
    }

    private synchronized void awaitUntil(BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                wait();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void output(int pid, StandardStream stream, String text) {
        String mark = stream.mark(pid);
        print(mark.isEmpty() ? text : ansi(new AttributedString(mark, theme.pid(pid))) + text);
    }

    private String ansi(AttributedString text) {
        return text.toAnsi(reader.getTerminal());
    }

    private synchronized void print(String text) {
        awaitUntil(() -> covered || !editing || waiting.length() < MAX_WAITING_CHARACTERS);
        if (editing || covered) {
            waiting.append(text);
            waiting.delete(0, covered ? Math.max(0, waiting.length() - MAX_WAITING_CHARACTERS) : 0);
            notifyAll();
        } else {
            write(text);
        }
    }

    @Override
    public void covered(Runnable view) {
        keyboard.lock();
        cover(true);
        try {
            view.run();
        } finally {
            cover(false);
            keyboard.unlock();
        }
    }

    private synchronized void cover(boolean now) {
        covered = now;
        if (!now) {
            write(waiting.toString());
            waiting.setLength(0);
        }
    }

    @Override
    public int columns() {
        int columns = reader.getTerminal().getSize().getColumns();
        return columns > 0 ? Math.min(columns, MAX_COLUMNS) : MAX_COLUMNS;
    }

    @Override
    public synchronized void clear() {
        reader.getTerminal().puts(Capability.clear_screen);
        reader.getTerminal().flush();
        atLineStart = true;
    }

    @Override
    public boolean colours() {
        return theme.colours();
    }

    @Override
    public void feedback(List<Line> lines) {
        lines.forEach(line -> show(theme.line(line)));
    }

    @Override
    public void echo(String snippet) {
        String first = snippet.lines().findFirst().orElse("");
        String more = first.length() < snippet.length() ? " …" : "";
        show(new AttributedString(Visible.line("» " + first + more), theme.faint()));
    }

    @Override
    public void text(String text) {
        show(new AttributedString(text));
    }

    @Override
    public void complaint(String sentence) {
        show(new AttributedString(Visible.text("|  " + sentence), theme.error()));
    }

    @Override
    public void hint(String sentence) {
        show(new AttributedString(Visible.text("|  " + sentence), theme.running()));
    }

    @Override
    public Optional<LineReader> reader() {
        return Optional.of(reader);
    }

    private void show(AttributedString line) {
        freshLine();
        print(ansi(line) + "\n");
    }

    /** Holds the monitor. */
    private void write(String text) {
        if (!text.isEmpty()) {
            Terminal terminal = reader.getTerminal();
            terminal.writer().write(text);
            terminal.flush();
            atLineStart = text.endsWith("\n");
        }
    }

    private void repaint() {
        try {
            while (true) {
                awaitWork();
                Thread.sleep(COLLECT_INTERVAL_MILLIS);
                printAbove(collect());
                refreshPrompt();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitWork() throws InterruptedException {
        if (!editing || covered || waiting.isEmpty()) {
            wait(PROMPT_INTERVAL_MILLIS);
        }
    }

    /** Takes the whole lines that wait, or the beginning of one that has waited for long. */
    private synchronized String collect() {
        if (covered) {
            return "";
        }
        int end = waiting.lastIndexOf("\n") + 1;
        rounds = end == 0 && !waiting.isEmpty() ? rounds + 1 : 0;
        if (rounds > MAX_ROUNDS_OF_A_PARTIAL_LINE) {
            waiting.append('\n');
            end = waiting.length();
        }
        String lines = editing ? waiting.substring(0, end) : "";
        waiting.delete(0, lines.length());
        painting = !lines.isEmpty();
        notifyAll();
        return lines;
    }

    private void printAbove(String lines) {
        if (!lines.isEmpty()) {
            try {
                reader.printAbove(lines);
            } finally {
                painted();
            }
        }
    }

    private synchronized void painted() {
        painting = false;
        notifyAll();
    }

    private void refreshPrompt() {
        String now = reader.isReading() ? prompt.get() : shown;
        if (!now.equals(shown) && !isDumb()) {
            shown = now;
            ((LineReaderImpl) reader).setPrompt(now);
            redisplay();
        }
    }

    /** A line that is painted again would be printed again there. */
    private boolean isDumb() {
        return reader.getTerminal().getType().startsWith(Terminal.TYPE_DUMB);
    }

    private void redisplay() {
        try {
            reader.callWidget(LineReader.REDISPLAY);
        } catch (IllegalStateException accepted) {
            // the line was accepted in this moment; the next one gets the new prompt
        }
    }
}
