package forkshell.repl;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Sealed types of one source. JShell compiles each type apart from the others, and so finds none
 * that a sealed type without {@code permits} would allow.
 */
final class SealedTypes {
    private static final Pattern SEALED =
            Pattern.compile(
                    "^[^{\"/]*\\bsealed\\s[^{\"/]*?\\b(?:class|interface)\\s+(?<name>\\w+)[^{\"/]*");

    private static final Pattern TYPE =
            Pattern.compile(
                    "^[^{\"/]*\\b(?:class|interface|record|enum)\\s+(?<name>\\w+)[^{\"/]*"
                            + "\\b(?:extends|implements)\\s+(?<above>[^{\"/]*)");

    private SealedTypes() {}

    /** Returns {@code snippets}, with {@code permits} where it is left out and can be told. */
    static List<String> permitting(List<String> snippets) {
        return snippets.stream().map(snippet -> permitting(snippet, snippets)).toList();
    }

    private static String permitting(String snippet, List<String> all) {
        Matcher type = SEALED.matcher(snippet);
        if (!type.find() || type.group().matches("(?s).*\\bpermits\\b.*")) {
            return snippet;
        }
        String below = namesBelow(type.group("name"), all);
        return below.isEmpty()
                ? snippet
                : type.group().stripTrailing()
                        + " permits "
                        + below
                        + " "
                        + snippet.substring(type.end());
    }

    private static String namesBelow(String name, List<String> all) {
        Pattern named = Pattern.compile("\\b" + name + "\\b");
        return all.stream()
                .map(TYPE::matcher)
                .filter(type -> type.find() && named.matcher(type.group("above")).find())
                .map(type -> type.group("name"))
                .collect(Collectors.joining(", "));
    }
}
