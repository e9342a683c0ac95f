package forkshell.console;

import forkshell.repl.Session;
import java.util.List;
import jdk.jshell.Snippet;

/** Evaluates again what was evaluated before: {@code !}, {@code /-2}, {@code /3}, {@code /3-5}. */
final class Rerun {
    private Rerun() {}

    static void of(Shell shell, String which) {
        List<Snippet> snippets = learners(shell.session());
        for (String source : sources(snippets, which)) {
            shell.display().text(source.stripTrailing());
            shell.evaluate(source);
        }
    }

    private static List<Snippet> learners(Session session) {
        return session.snippets().filter(each -> Character.isDigit(each.id().charAt(0))).toList();
    }

    private static List<String> sources(List<Snippet> snippets, String which) {
        String number = which.replaceAll("[!/]", "");
        List<Snippet> chosen =
                number.isEmpty() || number.startsWith("-")
                        ? fromTheEnd(
                                snippets,
                                number.isEmpty() ? 1 : Integer.parseInt(number.substring(1)))
                        : byId(snippets, number.split("-"));
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException(Shell.MESSAGES.get("rerun.none", which));
        }
        return chosen.stream().map(Snippet::source).toList();
    }

    private static List<Snippet> fromTheEnd(List<Snippet> snippets, int back) {
        int index = snippets.size() - back;
        return index >= 0 && index < snippets.size() ? List.of(snippets.get(index)) : List.of();
    }

    private static List<Snippet> byId(List<Snippet> snippets, String[] range) {
        int first = Integer.parseInt(range[0]);
        int last = Integer.parseInt(range[range.length - 1]);
        return snippets.stream()
                .filter(each -> Integer.parseInt(each.id()) >= first)
                .filter(each -> Integer.parseInt(each.id()) <= last)
                .toList();
    }
}
