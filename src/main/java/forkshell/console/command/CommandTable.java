package forkshell.console.command;

import forkshell.repl.Similar;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the command that a line calls. */
public final class CommandTable {
    private static final Pattern RERUN = Pattern.compile("!|/!|/-\\d{1,9}|/" + Selection.IDS);

    /** Those of a Japanese keyboard, too. */
    private static final String BLANKS = "[\\s\\u3000]+";

    private final List<Command> commands;

    CommandTable(List<Command> commands) {
        this.commands = commands;
    }

    /** Returns all commands in the order of {@code /help}. */
    public List<Command> all() {
        return commands;
    }

    /**
     * Runs {@code line}, which begins with a slash or is a single exclamation mark.
     *
     * @throws IllegalArgumentException with a sentence, when the line is wrong or the command fails
     */
    public void run(CommandContext context, String line) {
        String[] words = line.strip().split(BLANKS, 2);
        if (RERUN.matcher(words[0]).matches()) {
            Rerun.of(context, words[0].matches("/\\w.*") ? line.strip() : words[0]);
            return;
        }
        find(words[0]).run(context, words.length > 1 ? words[1].strip() : "");
    }

    /**
     * Returns the command that {@code word} names, in full or by an unambiguous prefix.
     *
     * @throws IllegalArgumentException with a sentence, when there is none
     */
    public Command find(String word) {
        String name = word.equals("/?") ? "help" : word.startsWith("/") ? word.substring(1) : word;
        List<Command> matching =
                commands.stream()
                        .filter(each -> each.hasShortForms() && each.name().startsWith(name))
                        .toList();
        return commands.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .or(() -> matching.stream().filter(each -> matching.size() == 1).findFirst())
                .orElseThrow(() -> unknown(name, matching));
    }

    private IllegalArgumentException unknown(String name, List<Command> matching) {
        if (matching.size() > 1) {
            return new IllegalArgumentException(
                    CommandMessages.text("command.ambiguous", name, names(matching)));
        }
        List<String> similar = Similar.to(name, commands.stream().map(Command::name).toList());
        return new IllegalArgumentException(
                similar.isEmpty()
                        ? CommandMessages.text("command.unknown", name)
                        : CommandMessages.text(
                                "command.similar", name, "/" + String.join(", /", similar)));
    }

    private static String names(List<Command> commands) {
        return String.join(", ", commands.stream().map(each -> "/" + each.name()).toList());
    }
}
