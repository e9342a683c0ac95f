package forkshell.console.command;

import forkshell.repl.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.ImportSnippet;
import jdk.jshell.Snippet;

/**
 * The snippets that an argument such as {@code x}, {@code 3}, {@code 2-5} or {@code -all} names.
 */
final class Selection {
    static final List<String> OPTIONS = List.of("-all", "-start");

    /** One id or a range of them: {@code 3}, {@code e1}, {@code 2-5}, {@code s1-s3}. */
    static final String IDS = "([se]?)\\d{1,9}(-\\1\\d{1,9})?";

    private final Session session;
    private final List<Snippet> snippets;

    Selection(Session session, Stream<? extends Snippet> snippets) {
        this.session = session;
        this.snippets = new ArrayList<>(snippets.toList());
    }

    /**
     * Returns those that {@code argument} names; when it is empty, the learner's that are in scope.
     *
     * @throws IllegalArgumentException when a name or id is unknown
     */
    List<Snippet> of(String argument) {
        return switch (argument) {
            case "" -> only(each -> isLearners(each) && session.isActive(each));
            case "-all" -> snippets;
            case "-start" -> only(each -> each.id().startsWith("s"));
            default -> named(argument.split("\\s+"));
        };
    }

    private List<Snippet> only(Predicate<Snippet> condition) {
        return snippets.stream().filter(condition).toList();
    }

    private List<Snippet> named(String[] words) {
        List<Snippet> found = new ArrayList<>();
        for (String word : words) {
            List<Snippet> matching = only(each -> matches(each, word));
            List<Snippet> active = matching.stream().filter(session::isActive).toList();
            if (matching.isEmpty()) {
                throw new IllegalArgumentException(
                        CommandMessages.text(
                                word.startsWith("-") ? "option.unknown" : "snippet.unknown", word));
            }
            found.addAll(active.isEmpty() || word.matches(IDS) ? matching : active);
        }
        return found;
    }

    private static boolean matches(Snippet snippet, String word) {
        return word.matches(IDS)
                ? isBetween(snippet.id(), word.split("-"))
                : word.equals(name(snippet));
    }

    private static boolean isBetween(String id, String[] range) {
        int number = number(id);
        return prefix(id).equals(prefix(range[0]))
                && number >= number(range[0])
                && number <= number(range[range.length - 1]);
    }

    private static String prefix(String id) {
        return id.replaceAll("\\d", "");
    }

    private static int number(String id) {
        return Integer.parseInt(id.replaceAll("\\D", ""));
    }

    static boolean isLearners(Snippet snippet) {
        return Character.isDigit(snippet.id().charAt(0));
    }

    /** Returns what {@code snippet} declares, or null. */
    static String name(Snippet snippet) {
        if (snippet instanceof DeclarationSnippet declaration) {
            return declaration.name();
        }
        return snippet instanceof ImportSnippet imported ? imported.name() : null;
    }

    /** Names and ids to complete with. */
    static List<String> words(Session session) {
        List<String> words = new ArrayList<>(OPTIONS);
        session.snippets()
                .filter(session::isActive)
                .filter(Selection::isLearners)
                .map(each -> name(each) == null ? each.id() : name(each))
                .distinct()
                .forEach(words::add);
        return words;
    }
}
