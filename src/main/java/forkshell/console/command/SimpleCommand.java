package forkshell.console.command;

import forkshell.repl.Session;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A command made of a name and what it does; completes with names of snippets or fixed words. */
record SimpleCommand(
        String name,
        BiConsumer<CommandContext, String> action,
        Function<Session, List<String>> words)
        implements Command {

    SimpleCommand(String name, BiConsumer<CommandContext, String> action, String... words) {
        this(name, action, session -> List.of(words));
    }

    @Override
    public void run(CommandContext context, String argument) {
        action.accept(context, argument);
    }

    @Override
    public List<String> complete(CommandContext context, String argument) {
        return words.apply(context.session());
    }
}
