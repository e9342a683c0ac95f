package forkshell.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A program on a real pseudo-terminal: a tmux server of its own that plays the terminal, so that
 * the test presses keys and reads the screen. Behind the program's end the screen shows {@code
 * STATUS} with its exit status and what stty(1) says of the terminal.
 */
public final class PseudoTerminal implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private final String socket = "forkshell-" + UUID.randomUUID();

    private PseudoTerminal(int columns, int rows, String command) {
        tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-s",
                "0",
                "-x",
                "" + columns,
                "-y",
                "" + rows,
                command);
    }

    /** Starts {@code words} with the variables of {@code environment} ({@code NAME=value}). */
    public static PseudoTerminal open(
            int columns, int rows, List<String> environment, List<String> words) {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(environment);
        command.addAll(words);
        command.replaceAll(word -> "'" + word + "'");
        String program = String.join(" ", command);
        return new PseudoTerminal(
                columns, rows, program + "; echo STATUS $?; stty -a; exec sleep 1000");
    }

    /** Types {@code text} key by key. */
    public void type(String text) {
        String safe = text.endsWith(";") ? text.substring(0, text.length() - 1) + "\\;" : text;
        tmux("send-keys", "-t", "0", "-l", safe);
    }

    /** Types a line and presses Enter. */
    public void enter(String line) {
        type(line);
        press("Enter");
    }

    /** Presses keys by tmux's names: Enter, Tab, Up, BSpace, C-c, M-h. */
    public void press(String... keys) {
        List<String> words = new ArrayList<>(List.of("send-keys", "-t", "0"));
        words.addAll(List.of(keys));
        tmux(words.toArray(String[]::new));
    }

    /** Pastes as a terminal does that brackets what it pastes. */
    public void paste(String text) {
        tmux("set-buffer", text);
        tmux("paste-buffer", "-p", "-t", "0");
    }

    /**
     * Returns when the program's side has the new size, too, which tmux gives it a little later.
     */
    public void resize(int columns, int rows) {
        tmux("resize-window", "-t", "0", "-x", "" + columns, "-y", "" + rows);
        String device = tmux("display-message", "-p", "-t", "0", "#{pane_tty}").strip();
        Eventually.holds(
                DEADLINE,
                () -> "the size of " + device,
                () ->
                        Command.of("stty", "-F", device, "size")
                                .run()
                                .out()
                                .strip()
                                .equals(rows + " " + columns));
    }

    /** What the screen shows, without blanks at the end. */
    public String screen() {
        return tmux("capture-pane", "-p", "-t", "0").stripTrailing();
    }

    /** The same with the escape sequences of its colours. */
    public String colours() {
        return tmux("capture-pane", "-p", "-e", "-t", "0").stripTrailing();
    }

    /** What has scrolled away and what the screen shows. */
    public String everything() {
        return tmux("capture-pane", "-p", "-S", "-", "-t", "0").stripTrailing();
    }

    /** Column and row of the cursor, from 0, with a comma between. */
    public String cursor() {
        return tmux("display-message", "-p", "-t", "0", "#{cursor_x},#{cursor_y}").strip();
    }

    /** The process that the terminal runs, the program's parent. */
    public long pid() {
        return Long.parseLong(tmux("display-message", "-p", "-t", "0", "#{pane_pid}").strip());
    }

    /** Waits until the screen is as wanted; fails with what it shows. */
    public String await(String what, Predicate<String> condition) {
        Eventually.holds(DEADLINE, () -> what + "\n" + screen(), () -> condition.test(screen()));
        return screen();
    }

    /** Waits until the screen shows {@code text}. */
    public String awaitText(String text) {
        return await(text, screen -> screen.contains(text));
    }

    /** Waits until the last line of the screen is {@code line}. */
    public String awaitLastLine(String line) {
        return await(
                "last line " + line, screen -> screen.endsWith("\n" + line) || screen.equals(line));
    }

    /** Ends the terminal, which hangs up on what runs in it. */
    @Override
    public void close() {
        tmux("kill-server");
    }

    private String tmux(String... arguments) {
        List<String> words = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
        words.addAll(List.of(arguments));
        return Command.of(words).environment("TERM", "xterm-256color").run().succeeded();
    }
}
