package forkshell.console;

import forkshell.lab.LabPlayer;
import forkshell.lab.Reply;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * {@code /lab /next /check /hint /solution /skip /guess /lang}: the labs. {@code /reset} is the
 * session's, and starts the step anew while a lab is open.
 */
final class LabCommands {
    private LabCommands() {}

    static List<Command> all() {
        return List.of(
                new LabCommand("lab", LabCommands::lab, "leave", "reset", "list"),
                new LabCommand("next", LabPlayer::next),
                new LabCommand("check", LabPlayer::check),
                new LabCommand("hint", LabPlayer::hint),
                new LabCommand("solution", LabCommands::solution, "run"),
                new LabCommand("skip", LabPlayer::skip),
                new LabCommand("guess", LabPlayer::guess),
                new LabCommand("lang", LabPlayer::language, "en", "ja"));
    }

    private static Reply lab(LabPlayer player, String argument) {
        String[] words = argument.split("\\s+");
        return switch (words[0]) {
            case "", "list" -> player.list();
            case "leave" -> player.leave();
            case "reset" -> player.resetLab();
            default -> player.start(words[0], words.length > 1 ? words[1] : "");
        };
    }

    private static Reply solution(LabPlayer player, String argument) {
        return argument.equals("run") ? player.doSolution() : player.solution();
    }

    /** A command of the labs; its name cannot be abbreviated, so that jshell's keep theirs. */
    private record LabCommand(
            String name, BiFunction<LabPlayer, String, Reply> reply, List<String> words)
            implements Command {

        LabCommand(String name, BiFunction<LabPlayer, String, Reply> reply, String... words) {
            this(name, reply, List.of(words));
        }

        LabCommand(String name, Function<LabPlayer, Reply> reply) {
            this(name, (player, argument) -> reply.apply(player), List.of());
        }

        @Override
        public void run(Shell shell, String argument) {
            shell.lessons().tell(player -> reply.apply(player, argument));
        }

        @Override
        public boolean hasShortForms() {
            return false;
        }

        @Override
        public List<String> complete(Shell shell, String argument) {
            return words;
        }
    }
}
