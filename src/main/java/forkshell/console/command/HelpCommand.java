package forkshell.console.command;

import forkshell.terminal.Wrapping;
import java.util.List;

/** {@code /help}: all commands in a line each, or one of them at length. */
record HelpCommand(CommandTable commands) implements Command {
    private static final int COLUMN = 38;
    private static final int NARROW_COLUMN = 8;
    private static final int WIDE_COLUMNS = 80;

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
            show(frontEnd, "/" + each.name() + " " + each.synopsis(), each.summary());
        }
        for (String other : List.of("!", "/-<n>", "/<id>")) {
            show(frontEnd, other, CommandMessages.text("rerun." + other));
        }
        frontEnd.text("|");
        frontEnd.paragraph(CommandMessages.text("help.foot"));
    }

    /** The summary stands beside the form where there is room, else below it. */
    private static void show(FrontEnd frontEnd, String form, String summary) {
        boolean wide = frontEnd.columns() >= WIDE_COLUMNS;
        int indent = wide ? COLUMN : NARROW_COLUMN;
        int columns = Wrapping.columns(form);
        boolean beside = wide && columns < COLUMN;
        String first =
                beside ? form + " ".repeat(COLUMN - columns) : form + "\n|  " + " ".repeat(indent);
        List<String> lines = Wrapping.lines(summary, frontEnd.columns() - indent - "|  ".length());
        frontEnd.text("|  " + first + String.join("\n|  " + " ".repeat(indent), lines));
    }

    private static void detail(FrontEnd frontEnd, Command command) {
        frontEnd.text("|  /" + command.name() + " " + command.synopsis());
        frontEnd.text("|  " + command.summary());
        if (!command.help().isEmpty()) {
            frontEnd.text("|\n|  " + command.help().replace("\n", "\n|  "));
        }
    }
}
