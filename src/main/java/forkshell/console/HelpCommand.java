package forkshell.console;

import java.util.List;

/** {@code /help}: all commands in a line each, or one of them at length. */
final class HelpCommand implements Command {
    private static final int COLUMN = 38;

    @Override
    public String name() {
        return "help";
    }

    @Override
    public void run(Shell shell, String argument) {
        if (argument.isEmpty()) {
            overview(shell);
        } else if (Shell.MESSAGES.has("topic." + argument)) {
            shell.display().text(Shell.MESSAGES.get("topic." + argument));
        } else {
            detail(shell, shell.command(argument));
        }
    }

    @Override
    public List<String> complete(Shell shell, String argument) {
        return shell.commands().stream().map(Command::name).toList();
    }

    private static void overview(Shell shell) {
        shell.display().text(Shell.MESSAGES.get("help.head"));
        for (Command each : shell.commands()) {
            shell.display().text(line("/" + each.name() + " " + each.synopsis(), each.summary()));
        }
        for (String other : List.of("!", "/-<n>", "/<id>")) {
            shell.display().text(line(other, Shell.MESSAGES.get("rerun." + other)));
        }
        shell.display().text(Shell.MESSAGES.get("help.foot"));
    }

    private static String line(String form, String summary) {
        boolean fits = form.length() < COLUMN;
        String gap = fits ? " ".repeat(COLUMN - form.length()) : "\n|  " + " ".repeat(COLUMN);
        return "|  " + form + gap + summary;
    }

    private static void detail(Shell shell, Command command) {
        shell.display().text("|  /" + command.name() + " " + command.synopsis());
        shell.display().text("|  " + command.summary());
        if (!command.help().isEmpty()) {
            shell.display().text("|\n|  " + command.help().replace("\n", "\n|  "));
        }
    }
}
