package forkshell.console;

import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;

/** {@code /watch}: the live view of this session's processes. */
final class WatchCommand implements Command {
    @Override
    public String name() {
        return "watch";
    }

    @Override
    public void run(Shell shell, String argument) {
        Terminal terminal =
                shell.display()
                        .reader()
                        .map(LineReader::getTerminal)
                        .filter(found -> !found.getType().startsWith(Terminal.TYPE_DUMB))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                Shell.MESSAGES.get("watch.noTerminal")));
        shell.display()
                .covered(
                        () ->
                                new Watch(
                                                terminal,
                                                (int) shell.session().agentPid(),
                                                shell.display().colours())
                                        .run());
    }
}
