package forkshell.repl;

import java.util.List;

/**
 * What could be written at the cursor.
 *
 * @param anchor where in the source the candidates begin
 * @param candidates texts that would replace what stands between anchor and cursor, those of the
 *     expected type first
 */
public record Completion(int anchor, List<String> candidates) {}
