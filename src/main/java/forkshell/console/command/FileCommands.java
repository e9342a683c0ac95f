package forkshell.console.command;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.Snippet;

/** {@code /open}, {@code /save} and {@code /history}: the session and files. */
final class FileCommands {
    /** What an option chooses, and a path that may have blanks in it. */
    private static final Pattern SAVE =
            Pattern.compile("(?<option>(-\\S+)?)\\s*(?<file>[^-\\s].*|)");

    private FileCommands() {}

    static List<Command> all() {
        return List.of(
                new SimpleCommand("open", FileCommands::open, "DEFAULT", "PRINTING"),
                new SimpleCommand("save", FileCommands::save, "-all", "-history", "-start"),
                new SimpleCommand("history", FileCommands::history, "-all"));
    }

    private static void open(CommandContext context, String argument) {
        if (!context.performQuietly(
                Inputs.of(StartupSource.named(argument), context.session()::parse))) {
            throw new IllegalArgumentException(CommandMessages.text("open.incomplete", argument));
        }
    }

    private static void save(CommandContext context, String argument) {
        Matcher save = SAVE.matcher(argument);
        String file = save.matches() ? save.group("file") : "";
        if (file.isEmpty()) {
            throw new IllegalArgumentException(CommandMessages.text("save.what"));
        }
        try {
            Files.writeString(UserFile.path(file), saved(context, save.group("option")));
        } catch (IOException failed) {
            throw UserFile.unusable("save.failed", file, failed);
        }
    }

    private static String saved(CommandContext context, String option) {
        return switch (option) {
            case "-history" -> lines(context.transcript().inputs());
            case "-start" -> context.options().startup();
            default ->
                    lines(
                            new Selection(context.session(), context.session().snippets())
                                    .of(option).stream().map(Snippet::source).toList());
        };
    }

    private static void history(CommandContext context, String argument) {
        if (argument.equals("-all") && context.frontEnd().reader().isPresent()) {
            context.frontEnd()
                    .reader()
                    .get()
                    .getHistory()
                    .forEach(entry -> context.frontEnd().text(entry.line()));
        } else {
            context.transcript().inputs().forEach(context.frontEnd()::text);
        }
    }

    private static String lines(List<String> texts) {
        return texts.stream().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
    }
}
