package forkshell.console;

import forkshell.repl.Startup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.Snippet;

/** {@code /open}, {@code /save} and {@code /history}: the session and files. */
final class FileCommands {
    private FileCommands() {}

    static List<Command> all() {
        return List.of(
                new SimpleCommand("open", FileCommands::open, "DEFAULT", "PRINTING"),
                new SimpleCommand("save", FileCommands::save, "-all", "-history", "-start"),
                new SimpleCommand("history", FileCommands::history, "-all"));
    }

    private static void open(Shell shell, String argument) {
        if (!shell.performQuietly(Inputs.of(startup(argument), shell.session()::parse))) {
            throw new IllegalArgumentException(Shell.MESSAGES.get("open.incomplete", argument));
        }
    }

    /** What {@code /open} and {@code /set start} read: a file or one of the predefined sources. */
    static String startup(String name) {
        return switch (name) {
            case "DEFAULT", "-default" -> Startup.source();
            case "-none" -> "";
            case "PRINTING" -> Startup.printing();
            default -> read(name);
        };
    }

    private static String read(String file) {
        if (file.isEmpty()) {
            throw new IllegalArgumentException(Shell.MESSAGES.get("open.what"));
        }
        try {
            return Files.readString(path(file));
        } catch (IOException failed) {
            throw unusable("open.failed", file, failed);
        }
    }

    private static void save(Shell shell, String argument) {
        String[] words = argument.split("\\s+");
        String file = words[words.length - 1];
        if (file.isEmpty() || file.startsWith("-")) {
            throw new IllegalArgumentException(Shell.MESSAGES.get("save.what"));
        }
        try {
            Files.writeString(path(file), saved(shell, words.length > 1 ? words[0] : ""));
        } catch (IOException failed) {
            throw unusable("save.failed", file, failed);
        }
    }

    private static String saved(Shell shell, String option) {
        return switch (option) {
            case "-history" -> lines(shell.transcript().inputs());
            case "-start" -> shell.options().startup();
            default ->
                    lines(
                            new Selection(shell.session(), shell.session().snippets())
                                    .of(option).stream().map(Snippet::source).toList());
        };
    }

    private static void history(Shell shell, String argument) {
        if (argument.equals("-all") && shell.display().reader().isPresent()) {
            shell.display()
                    .reader()
                    .get()
                    .getHistory()
                    .forEach(entry -> shell.display().text(entry.line()));
        } else {
            shell.transcript().inputs().forEach(shell.display()::text);
        }
    }

    private static String lines(List<String> texts) {
        return texts.stream().map(String::strip).collect(Collectors.joining("\n", "", "\n"));
    }

    private static Path path(String file) {
        return file.startsWith("~/")
                ? Path.of(System.getProperty("user.home"), file.substring(2))
                : Path.of(file);
    }

    private static IllegalArgumentException unusable(String key, String file, IOException cause) {
        String reason =
                cause instanceof NoSuchFileException
                        ? Shell.MESSAGES.get("file.missing")
                        : cause.getMessage();
        return new IllegalArgumentException(Shell.MESSAGES.get(key, file, reason), cause);
    }
}
