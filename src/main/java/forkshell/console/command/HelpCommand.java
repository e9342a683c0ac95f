package forkshell.console.command;

import java.util.List;

/** {@code /help}: all commands in a line each, or one of them at length. */
record HelpCommand(CommandTable commands) implements Command {
    private static final int COLUMN = 38;

    @Override
    public String name() {
        return "help";
    }

    @Override
    public void run(CommandContext context, String argument) {
        FrontEnd frontEnd = context.frontEnd();
        if (argument.isEmpty()) {
            overview(frontEnd);
        } else if (CommandMessages.has("topic." + argument)) {
            frontEnd.text(CommandMessages.text("topic." + argument));
        } else {
            detail(frontEnd, commands.find(argument));
        }
    }

    @Override
    public List<String> complete(CommandContext context, String argument) {
        return commands.all().stream().map(Command::name).toList();
    }

    private void overview(FrontEnd frontEnd) {
        frontEnd.text(CommandMessages.text("help.head"));
        for (Command each : commands.all()) {
            frontEnd.text(line("/" + each.name() + " " + each.synopsis(), each.summary()));
        }
        for (String other : List.of("!", "/-<n>", "/<id>")) {
            frontEnd.text(line(other, CommandMessages.text("rerun." + other)));
        }
        frontEnd.text(CommandMessages.text("help.foot"));
    }

    private static String line(String form, String summary) {
        boolean fits = form.length() < COLUMN;
        String gap = fits ? " ".repeat(COLUMN - form.length()) : "\n|  " + " ".repeat(COLUMN);
        return "|  " + form + gap + summary;
    }

    private static void detail(FrontEnd frontEnd, Command command) {
        frontEnd.text("|  /" + command.name() + " " + command.synopsis());
        frontEnd.text("|  " + command.summary());
        if (!command.help().isEmpty()) {
            frontEnd.text("|\n|  " + command.help().replace("\n", "\n|  "));
        }
    }
}
