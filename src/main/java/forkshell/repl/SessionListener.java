package forkshell.repl;

/**
 * Hears what happens outside of {@link Session#evaluate}. Called on threads of the session, one
 * call at a time for each stream; an implementation must be thread-safe and quick.
 */
public interface SessionListener {

    /**
     * Snippets, children or programs printed something. Everything that a snippet printed has
     * arrived before its {@link Outcome} is delivered.
     *
     * @param text as printed: whole lines, a part of one, or several
     * @param error whether it came from standard error
     */
    void output(String text, boolean error);

    /**
     * The agent JVM ended although nobody asked for it: it was killed, it crashed, or a snippet
     * called {@code System.exit}. Variables and definitions are gone; {@link Session#reset} starts
     * another one.
     *
     * @param reason one sentence in the user's language
     */
    default void lost(String reason) {}
}
