package forkshell.console.command;

import java.util.List;
import jdk.jshell.Snippet;

/**
 * Evaluates again what was evaluated before: {@code !}, {@code /-2}, {@code /3}, {@code /3-5 e1}.
 * As in {@code jshell}, what failed counts, too.
 */
final class Rerun {
    private Rerun() {}

    static void of(CommandContext context, String which) {
        for (Snippet each : chosen(context, which)) {
            context.frontEnd().text(each.source().stripTrailing());
            context.evaluate(each.source());
        }
    }

    private static List<Snippet> chosen(CommandContext context, String which) {
        return which.matches("/?!|/-\\d+")
                ? fromTheEnd(context.session().snippets().toList(), which)
                : new Selection(context.session(), context.session().snippets())
                        .of(which.substring(1));
    }

    private static List<Snippet> fromTheEnd(List<Snippet> snippets, String which) {
        String digits = which.replaceAll("\\D", "");
        int back = digits.isEmpty() ? 1 : Integer.parseInt(digits);
        if (back < 1 || back > snippets.size()) {
            throw new IllegalArgumentException(CommandMessages.text("rerun.none", which));
        }
        return List.of(snippets.get(snippets.size() - back));
    }
}
