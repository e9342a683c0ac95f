package forkshell.notebook;

import forkshell.display.Bundle;

/** Hears what cells and their children show, while a cell runs and after it, on any thread. */
public interface CellListener {

    /**
     * @param text as printed: whole lines, a part of one, or several
     * @param error whether it came from standard error
     */
    void printed(String text, boolean error);

    /** A snippet called {@code display}. */
    void shown(Bundle bundle);
}
