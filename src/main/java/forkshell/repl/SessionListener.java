package forkshell.repl;

import forkshell.display.Bundle;
import forkshell.display.StandardStream;

/**
 * Hears what happens outside of {@link Session#evaluate}. Called on threads of the session, one
 * call at a time for each stream; an implementation must be thread-safe and quick.
 */
public interface SessionListener {

    /**
     * Snippets, children or programs printed something. Everything that a snippet printed has
     * arrived before its {@link Outcome} is delivered.
     *
     * @param pid of the child that printed it, or 0 for snippets and the programs that they started
     * @param text as printed: one line of a child; else whole lines, a part of one, or several
     */
    void output(int pid, StandardStream stream, String text);

    /** A snippet called {@code display}; only where the front end shows pictures. */
    default void shown(Bundle bundle) {}

    /** A value has more forms than text; only where the front end shows pictures. */
    default void result(Bundle bundle) {}

    /**
     * The agent JVM ended although nobody asked for it: it was killed, it crashed, or a snippet
     * called {@code System.exit}. Variables and definitions are gone; {@link Session#reset} starts
     * another one.
     *
     * @param reason one sentence in the user's language
     */
    default void lost(String reason) {}
}
