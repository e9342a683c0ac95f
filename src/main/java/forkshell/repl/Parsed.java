package forkshell.repl;

import java.util.List;
import java.util.stream.Stream;

/**
 * Source text divided into snippets.
 *
 * @param snippets the complete snippets in order
 * @param remaining what follows them and is not complete yet; blank when nothing does
 * @param complete whether {@code remaining} needs no further line
 */
public record Parsed(List<String> snippets, String remaining, boolean complete) {

    /** Returns the complete snippets and, where there is one, the one that is not. */
    public List<String> all() {
        return remaining.isBlank()
                ? snippets
                : Stream.concat(snippets.stream(), Stream.of(remaining)).toList();
    }
}
