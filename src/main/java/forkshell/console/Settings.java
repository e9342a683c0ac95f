package forkshell.console;

import forkshell.repl.Feedback;
import java.util.List;

/** What {@code /set} changes. */
final class Settings {
    private Feedback.Mode feedback = Feedback.Mode.NORMAL;
    private List<String> editor = List.of();

    synchronized Feedback.Mode feedback() {
        return feedback;
    }

    synchronized void feedback(Feedback.Mode mode) {
        feedback = mode;
    }

    /** The command of the editor; empty for the built-in one. */
    synchronized List<String> editor() {
        return editor;
    }

    synchronized void editor(List<String> command) {
        editor = command;
    }
}
