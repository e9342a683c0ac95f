package forkshell.notebook;

import forkshell.display.Visible;

/** A file is no notebook that can be run here; the message is a sentence for the user. */
public final class NotebookException extends Exception {
    private static final long serialVersionUID = 1;

    NotebookException(String sentence) {
        super(Visible.text(sentence));
    }
}
