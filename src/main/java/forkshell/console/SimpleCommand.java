package forkshell.console;

import forkshell.repl.Session;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A command made of a name and what it does; completes with names of snippets or fixed words. */
record SimpleCommand(
        String name, BiConsumer<Shell, String> action, Function<Session, List<String>> words)
        implements Command {

    SimpleCommand(String name, BiConsumer<Shell, String> action, String... words) {
        this(name, action, session -> List.of(words));
    }

    @Override
    public void run(Shell shell, String argument) {
        action.accept(shell, argument);
    }

    @Override
    public List<String> complete(Shell shell, String argument) {
        return words.apply(shell.session());
    }
}
