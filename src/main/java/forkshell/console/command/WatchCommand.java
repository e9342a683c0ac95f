package forkshell.console.command;

import forkshell.watch.Watch;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;

/** {@code /watch}: the live view of this session's processes. */
final class WatchCommand implements Command {
    @Override
    public String name() {
        return "watch";
    }

    @Override
    public void run(CommandContext context, String argument) {
        Terminal terminal =
                context.frontEnd()
                        .reader()
                        .map(LineReader::getTerminal)
                        .filter(found -> !found.getType().startsWith(Terminal.TYPE_DUMB))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                CommandMessages.text("watch.noTerminal")));
        context.frontEnd()
                .covered(
                        () ->
                                new Watch(
                                                terminal,
                                                (int) context.session().agentPid(),
                                                context.frontEnd().colours())
                                        .run());
    }
}
