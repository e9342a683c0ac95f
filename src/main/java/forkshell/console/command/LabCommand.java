package forkshell.console.command;

import forkshell.lab.LabPlayer;
import forkshell.lab.Reply;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A command of the labs; its name cannot be abbreviated, so that jshell's keep theirs. */
record LabCommand(
        LabSession labs,
        String name,
        BiFunction<LabPlayer, String, Reply> reply,
        List<String> words)
        implements Command {

    LabCommand(
            LabSession labs,
            String name,
            BiFunction<LabPlayer, String, Reply> reply,
            String... words) {
        this(labs, name, reply, List.of(words));
    }

    LabCommand(LabSession labs, String name, Function<LabPlayer, Reply> reply) {
        this(labs, name, (player, argument) -> reply.apply(player), List.of());
    }

    @Override
    public void run(CommandContext context, String argument) {
        labs.tell(context, player -> reply.apply(player, argument));
    }

    @Override
    public boolean hasShortForms() {
        return false;
    }

    @Override
    public List<String> complete(CommandContext context, String argument) {
        return words;
    }
}
