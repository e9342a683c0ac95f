package forkshell.console.command;

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

    private static void drop(CommandContext context, String argument) {
        if (argument.isEmpty()) {
            throw new IllegalArgumentException(CommandMessages.text("drop.what"));
        }
        Selection selection = new Selection(context.session(), context.session().snippets());
        for (Snippet each : selection.of(argument)) {
            Outcome outcome = context.session().drop(each);
            String name = Selection.name(each);
            context.transcript().dropped(name == null ? each.id() : name);
            context.frontEnd().feedback(new Feedback(context.settings().feedback()).lines(outcome));
        }
    }

    /** Evaluates what was changed in an editor; what stayed as it was is not evaluated again. */
    private static void edit(CommandContext context, String argument) {
        Selection selection = new Selection(context.session(), context.session().snippets());
        List<String> before =
                selection.of(argument).stream().map(each -> each.source().strip()).toList();
        String text = before.stream().collect(Collectors.joining("\n", "", "\n"));
        List<String> after = new ArrayList<>(context.session().parse(edited(context, text)).all());
        after.replaceAll(String::strip);
        after.removeAll(before);
        after.forEach(context::evaluate);
    }

    private static String edited(CommandContext context, String text) {
        try {
            Path file = Files.createTempFile("forkshell", ".jsh");
            try {
                Files.writeString(file, text);
                new Editor(context).open(file);
                return Files.readString(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new IllegalArgumentException(
                    CommandMessages.text("edit.failed", failed.getMessage()), failed);
        }
    }
}
