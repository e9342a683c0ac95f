package forkshell.console.command;

import forkshell.repl.Feedback;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code /set feedback}, {@code /set editor}, {@code /set start}. */
final class SetCommand implements Command {
    @Override
    public String name() {
        return "set";
    }

    @Override
    public void run(CommandContext context, String argument) {
        String[] words = argument.split("\\s+");
        List<String> values = List.of(words).subList(1, words.length);
        switch (words[0]) {
            case "feedback" -> feedback(context, values);
            case "editor" -> editor(context, values);
            case "start" -> start(context, values);
            case "" -> show(context);
            default ->
                    throw new IllegalArgumentException(
                            CommandMessages.text("set.unknown", words[0]));
        }
    }

    @Override
    public List<String> complete(CommandContext context, String argument) {
        return argument.startsWith("feedback") ? modes() : List.of("feedback", "editor", "start");
    }

    private static List<String> modes() {
        List<String> modes = new ArrayList<>();
        for (Feedback.Mode mode : Feedback.Mode.values()) {
            modes.add(mode.name().toLowerCase(Locale.ROOT));
        }
        return modes;
    }

    private static void show(CommandContext context) {
        context.frontEnd().text("|  /set feedback " + name(context.settings().feedback()));
        context.frontEnd().text("|  /set editor " + String.join(" ", context.settings().editor()));
    }

    private static String name(Feedback.Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static void feedback(CommandContext context, List<String> values) {
        if (values.isEmpty()) {
            context.frontEnd().text("|  /set feedback " + name(context.settings().feedback()));
            return;
        }
        List<String> matching =
                modes().stream().filter(mode -> mode.startsWith(values.get(0))).toList();
        if (matching.size() != 1) {
            throw new IllegalArgumentException(
                    CommandMessages.text("feedback.unknown", values.get(0), modes()));
        }
        Feedback.Mode mode = Feedback.Mode.valueOf(matching.get(0).toUpperCase(Locale.ROOT));
        context.settings().feedback(mode);
        context.frontEnd().text(CommandMessages.text("feedback.set", name(mode)));
    }

    private static void editor(CommandContext context, List<String> values) {
        boolean builtIn = values.equals(List.of("-default"));
        context.settings().editor(builtIn ? List.of() : values);
        context.frontEnd()
                .text(
                        builtIn || values.isEmpty()
                                ? CommandMessages.text("editor.default")
                                : CommandMessages.text("editor.set", String.join(" ", values)));
    }

    private static void start(CommandContext context, List<String> values) {
        if (values.isEmpty()) {
            context.frontEnd().text(context.options().startup().stripTrailing());
            return;
        }
        StringBuilder startup = new StringBuilder();
        values.forEach(value -> startup.append(StartupSource.named(value)));
        context.startup(startup.toString());
    }
}
