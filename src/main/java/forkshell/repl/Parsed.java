package forkshell.repl;

import java.util.List;

/**
 * Source text divided into snippets.
 *
 * @param snippets the complete snippets in order
 * @param remaining what follows them and is not complete yet; blank when nothing does
 * @param complete whether {@code remaining} needs no further line
 */
public record Parsed(List<String> snippets, String remaining, boolean complete) {}
