package forkshell.console.command;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The list of all commands. */
public final class Commands {
    private Commands() {}

    /** Returns the commands for one shell. To add a command, name it here. */
    public static CommandTable all() {
        List<Command> all = new ArrayList<>();
        CommandTable table = new CommandTable(Collections.unmodifiableList(all));
        LabSession labs = new LabSession();
        all.addAll(ListCommands.all());
        all.addAll(EditCommands.all());
        all.addAll(FileCommands.all());
        all.addAll(SessionCommands.all(labs));
        all.addAll(LabCommands.all(labs));
        all.add(new WatchCommand());
        all.add(new HelpCommand(table));
        return table;
    }
}
