package forkshell.notebook;

import forkshell.display.Bundle;
import forkshell.display.StandardStream;

/** Hears what cells and their children show, while a cell runs and after it, on any thread. */
public interface CellListener {

    /**
     * Something was printed.
     *
     * @param pid of the child that printed it, or 0
     * @param text one line of a child; else whole lines, a part of one, or several
     */
    void printed(int pid, StandardStream stream, String text);

    /** A snippet called {@code display}. */
    void shown(Bundle bundle);
}
