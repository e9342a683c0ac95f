package forkshell.lab;

import forkshell.display.Visible;
import java.util.List;

/** A lab file with mistakes; each is a sentence that begins with the file and the line. */
public final class LabFileException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String> mistakes;

    LabFileException(List<String> mistakes) {
        super(Visible.text(String.join("\n", mistakes)));
        this.mistakes = mistakes.stream().map(Visible::line).toList();
    }

    public List<String> mistakes() {
        return mistakes;
    }
}
