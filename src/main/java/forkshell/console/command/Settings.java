package forkshell.console.command;

import forkshell.repl.Feedback;
import java.util.List;

/** What {@code /set} changes. */
public final class Settings {
    private Feedback.Mode feedback = Feedback.Mode.NORMAL;
    private List<String> editor = List.of();
    private boolean stopAtFailure;

    /** Tells whether what follows a failed snippet is not evaluated, as in a script. */
    public synchronized boolean stopAtFailure() {
        return stopAtFailure;
    }

    public synchronized void stopAtFailure(boolean stop) {
        stopAtFailure = stop;
    }

    public synchronized Feedback.Mode feedback() {
        return feedback;
    }

    public synchronized void feedback(Feedback.Mode mode) {
        feedback = mode;
    }

    /** Returns the command of the editor; empty for the built-in one. */
    public synchronized List<String> editor() {
        return editor;
    }

    public synchronized void editor(List<String> command) {
        editor = command;
    }
}
