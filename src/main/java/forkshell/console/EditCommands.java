package forkshell.console;

import forkshell.repl.Feedback;
import forkshell.repl.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.Snippet;

/** {@code /drop} and {@code /edit}: change what there is in the session. */
final class EditCommands {
    private EditCommands() {}

    static List<Command> all() {
        return List.of(
                new SimpleCommand("drop", EditCommands::drop, Selection::words),
                new SimpleCommand("edit", EditCommands::edit, Selection::words));
    }

    private static void drop(Shell shell, String argument) {
        if (argument.isEmpty()) {
            throw new IllegalArgumentException(Shell.MESSAGES.get("drop.what"));
        }
        Selection selection = new Selection(shell.session(), shell.session().snippets());
        for (Snippet each : selection.of(argument)) {
            Outcome outcome = shell.session().drop(each);
            String name = Selection.name(each);
            shell.transcript().dropped(name == null ? each.id() : name);
            shell.display().feedback(new Feedback(shell.settings().feedback()).lines(outcome));
        }
    }

    /** Evaluates what was changed in an editor; what stayed as it was is not evaluated again. */
    private static void edit(Shell shell, String argument) {
        Selection selection = new Selection(shell.session(), shell.session().snippets());
        List<String> before =
                selection.of(argument).stream().map(each -> each.source().strip()).toList();
        String text = before.stream().collect(Collectors.joining("\n", "", "\n"));
        List<String> after = new ArrayList<>(shell.session().parse(edited(shell, text)).all());
        after.replaceAll(String::strip);
        after.removeAll(before);
        after.forEach(shell::evaluate);
    }

    private static String edited(Shell shell, String text) {
        try {
            Path file = Files.createTempFile("forkshell", ".jsh");
            try {
                Files.writeString(file, text);
                new Editor(shell).open(file);
                return Files.readString(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new IllegalArgumentException(
                    Shell.MESSAGES.get("edit.failed", failed.getMessage()), failed);
        }
    }
}
