package forkshell.console.command;

import forkshell.lab.LabPlayer;
import forkshell.lab.Language;
import forkshell.lab.Reply;
import java.text.Normalizer;
import java.util.List;

/**
 * {@code /lab /next /check /hint /solution /skip /guess /lang}: the labs. {@code /reset} is the
 * session's, and starts the step anew while a lab is open.
 */
final class LabCommands {
    private LabCommands() {}

    static List<Command> all(LabSession labs) {
        return List.of(
                new LabCommand(labs, "lab", LabCommands::lab, "leave", "reset", "list", "back"),
                new LabCommand(labs, "next", LabPlayer::next),
                new LabCommand(labs, "check", LabPlayer::check),
                new LabCommand(labs, "hint", LabPlayer::hint),
                new LabCommand(labs, "solution", LabCommands::solution, "run"),
                new LabCommand(labs, "skip", LabPlayer::skip),
                new LabCommand(labs, "guess", LabPlayer::guess),
                new LabCommand(labs, "lang", LabPlayer::language, languages()));
    }

    private static String[] languages() {
        return Language.all().stream().map(Language::tag).toArray(String[]::new);
    }

    private static Reply lab(LabPlayer player, String argument) {
        String[] words = halfWidth(argument).split("\\s+");
        return switch (words[0]) {
            case "", "list" -> player.list();
            case "leave" -> player.leave();
            case "back" -> player.back();
            case "reset" -> player.resetLab();
            default -> player.start(words[0], words.length > 1 ? words[1] : "");
        };
    }

    /** Replaces digits, letters and blanks of a Japanese keyboard by those of ASCII. */
    private static String halfWidth(String argument) {
        return Normalizer.normalize(argument, Normalizer.Form.NFKC).strip();
    }

    private static Reply solution(LabPlayer player, String argument) {
        return argument.equals("run") ? player.doSolution() : player.solution();
    }
}
