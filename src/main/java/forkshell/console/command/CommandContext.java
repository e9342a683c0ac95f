package forkshell.console.command;

import forkshell.repl.Session;
import forkshell.repl.SessionOptions;
import java.util.List;

/** What a {@link Command} may use of the shell that runs it. */
public interface CommandContext {

    /**
     * Returns the session; blocks while it starts.
     *
     * @throws java.util.concurrent.CompletionException when it could not be started
     */
    Session session();

    /** Returns what shows text to the user. */
    FrontEnd frontEnd();

    /** Returns what was typed. */
    Transcript transcript();

    /** Returns what {@code /set} changes. */
    Settings settings();

    /** Returns the options of the present session. */
    SessionOptions options();

    /** Has the next {@link #reset} start with {@code source}. */
    void startup(String source);

    /**
     * Replaces the session by a new one and blocks until that has started.
     *
     * @throws IllegalArgumentException when that fails; a session with the options before is there
     */
    void reset(SessionOptions options);

    /**
     * Evaluates {@code source} and shows the outcomes.
     *
     * @return whether all of it worked
     * @throws IllegalStateException when the session was lost in this moment
     */
    boolean evaluate(String source);

    /**
     * Runs or evaluates {@code inputs} in order; shows of snippets only what fails.
     *
     * @return whether all of them worked
     */
    boolean performQuietly(List<String> inputs);

    /** Tells whether Ctrl-C was pressed since the input began to be worked on. */
    boolean isHeldBack();

    /** Has the shell leave with {@code status} once the present input is done. */
    void exit(int status);
}
