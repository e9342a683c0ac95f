package forkshell.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A program on a real pseudo-terminal, held by a tmux(1) server of its own. */
public final class Terminal implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Path directory;

    private Terminal(Path directory) {
        this.directory = directory;
    }

    /** Starts {@code words} in a terminal of 200 columns and 200 lines. */
    public static Terminal running(List<String> words) {
        try {
            Terminal terminal = new Terminal(Files.createTempDirectory("forkshell-tmux"));
            List<String> command =
                    new ArrayList<>(List.of("new-session", "-d", "-x", "200", "-y", "200"));
            command.addAll(words);
            terminal.tmux(command).succeeded();
            return terminal;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Command.Outcome tmux(List<String> arguments) {
        List<String> words =
                new ArrayList<>(List.of("tmux", "-f", "/dev/null", "-S", socket().toString()));
        words.addAll(arguments);
        return Command.of(words).run();
    }

    private Path socket() {
        return directory.resolve("socket");
    }

    /** Types a line and Enter. */
    public void type(String line) {
        tmux(List.of("send-keys", "-l", line)).succeeded();
        press("Enter");
    }

    /** Presses a key, named as tmux names it: {@code C-c}. */
    public void press(String key) {
        tmux(List.of("send-keys", key)).succeeded();
    }

    /** The lines on the screen, without trailing blanks and blank lines at its end. */
    public List<String> screen() {
        return tmux(List.of("capture-pane", "-p")).out().stripTrailing().lines().toList();
    }

    /** Waits until the screen is as it should be, and returns it. */
    public List<String> await(String what, Predicate<List<String>> expected) {
        List<List<String>> seen = new ArrayList<>(List.of(screen()));
        Eventually.holds(
                DEADLINE,
                () -> what + ", but saw\n" + String.join("\n", seen.get(0)),
                () -> {
                    seen.set(0, screen());
                    return expected.test(seen.get(0));
                });
        return seen.get(0);
    }

    /** Whether the program goes on. */
    public boolean isRunning() {
        return tmux(List.of("has-session")).status() == 0;
    }

    /** Ends the program, if it still runs, and the terminal. */
    @Override
    public void close() throws IOException {
        tmux(List.of("kill-server"));
        Files.deleteIfExists(socket());
        Files.deleteIfExists(directory);
    }
}
