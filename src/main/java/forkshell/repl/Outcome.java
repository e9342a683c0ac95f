package forkshell.repl;

import java.util.List;
import jdk.jshell.Diag;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/**
 * What became of one snippet.
 *
 * @param result how it ended
 * @param snippet the snippet as JShell knows it: id, kind, source
 * @param events the changes of state it caused, its own first, then those of its dependents
 * @param diagnostics what the compiler said; errors only when the snippet was rejected
 * @param unresolved names that must be declared before the snippet can be used
 * @param status whether the snippet is valid, active with unresolved names, rejected, …
 */
public record Outcome(
        Result result,
        Snippet snippet,
        List<SnippetEvent> events,
        List<Diag> diagnostics,
        List<String> unresolved,
        Snippet.Status status) {

    /** How a snippet ended. */
    public enum Result {
        /** It compiled and ran to its end. */
        DONE,
        /** It did not compile. */
        REJECTED,
        /** It threw an exception, or used something that is not declared yet. */
        THREW,
        /** {@link Session#stop} ended it. */
        STOPPED,
        /** The agent JVM ended while it ran. */
        LOST
    }

    /** Returns whether the snippet did what it says. */
    public boolean ok() {
        return result == Result.DONE;
    }

    /** Returns the text of the value as JShell shows it, or null when the snippet has none. */
    public String value() {
        return events.isEmpty() ? null : events.get(0).value();
    }

    /** Returns what the snippet threw, or null. */
    public JShellException exception() {
        return events.isEmpty() ? null : events.get(0).exception();
    }
}
