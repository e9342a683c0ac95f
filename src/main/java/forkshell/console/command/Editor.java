package forkshell.console.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jline.builtins.Nano;
import org.jline.reader.LineReader;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

/** Lets the learner edit a file: in the editor of their choice, else in the built-in one. */
final class Editor {
    private static final List<String> VARIABLES = List.of("JSHELLEDITOR", "VISUAL", "EDITOR");

    private final CommandContext context;
    private final LineReader reader;

    Editor(CommandContext context) {
        this.context = context;
        this.reader =
                context.frontEnd()
                        .reader()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                CommandMessages.text("edit.noTerminal")));
    }

    /** Returns when the editor was left, which has screen and keyboard to itself. */
    void open(Path file) throws IOException {
        try {
            context.frontEnd().covered(() -> edit(file));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private void edit(Path file) {
        try {
            run(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(Path file) throws IOException {
        List<String> command = command();
        if (command.isEmpty()) {
            Nano nano = new Nano(reader.getTerminal(), file.getParent());
            nano.open(file.getFileName().toString());
            nano.run();
        } else {
            run(command, file);
        }
    }

    private List<String> command() {
        if (!context.settings().editor().isEmpty()) {
            return context.settings().editor();
        }
        return VARIABLES.stream()
                .map(System::getenv)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .map(value -> List.of(value.trim().split("\\s+")))
                .orElse(List.of());
    }

    private void run(List<String> command, Path file) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.add(file.toString());
        Terminal terminal = reader.getTerminal();
        Attributes ours = terminal.getAttributes();
        terminal.pause();
        try {
            terminal.setAttributes(echoing(ours));
            new ProcessBuilder(words).inheritIO().start().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            terminal.setAttributes(ours);
            terminal.resume();
        }
    }

    /** Returns the attributes of a terminal that echoes, for a program that shares it. */
    private static Attributes echoing(Attributes raw) {
        Attributes echoing = new Attributes(raw);
        echoing.setLocalFlags(EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.IEXTEN), true);
        echoing.setInputFlags(EnumSet.of(InputFlag.ICRNL, InputFlag.IXON), true);
        return echoing;
    }
}
