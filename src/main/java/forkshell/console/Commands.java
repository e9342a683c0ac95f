package forkshell.console;

import forkshell.repl.Similar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** All commands, and how a line becomes a call of one. */
final class Commands {
    private static final Pattern RERUN = Pattern.compile("!|/!|/-\\d{1,9}|/" + Selection.IDS);

    private final List<Command> commands = all();

    /** The one place where a command is registered. */
    private static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.addAll(ListCommands.all());
        all.addAll(EditCommands.all());
        all.addAll(FileCommands.all());
        all.addAll(SessionCommands.all());
        all.addAll(LabCommands.all());
        all.add(new WatchCommand());
        all.add(new HelpCommand());
        return all;
    }

    List<Command> list() {
        return commands;
    }

    /** Runs {@code line}, which begins with a slash or is a single exclamation mark. */
    void run(Shell shell, String line) {
        String[] words = line.strip().split("\\s+", 2);
        if (RERUN.matcher(words[0]).matches()) {
            Rerun.of(shell, words[0].matches("/\\w.*") ? line.strip() : words[0]);
            return;
        }
        find(words[0]).run(shell, words.length > 1 ? words[1].strip() : "");
    }

    /** The command that {@code word} names, in full or by a beginning that only one has. */
    Command find(String word) {
        String name = word.equals("/?") ? "help" : word.startsWith("/") ? word.substring(1) : word;
        Optional<Command> exact =
                commands.stream().filter(each -> each.name().equals(name)).findFirst();
        List<Command> matching =
                commands.stream()
                        .filter(each -> each.hasShortForms() && each.name().startsWith(name))
                        .toList();
        return exact.or(
                        () ->
                                matching.size() == 1
                                        ? Optional.of(matching.get(0))
                                        : Optional.empty())
                .orElseThrow(() -> unknown(name, matching));
    }

    private IllegalArgumentException unknown(String name, List<Command> matching) {
        if (matching.size() > 1) {
            return new IllegalArgumentException(
                    Shell.MESSAGES.get("command.ambiguous", name, names(matching)));
        }
        List<String> similar = Similar.to(name, commands.stream().map(Command::name).toList());
        return new IllegalArgumentException(
                similar.isEmpty()
                        ? Shell.MESSAGES.get("command.unknown", name)
                        : Shell.MESSAGES.get(
                                "command.similar", name, "/" + String.join(", /", similar)));
    }

    private static String names(List<Command> commands) {
        return String.join(", ", commands.stream().map(each -> "/" + each.name()).toList());
    }
}
