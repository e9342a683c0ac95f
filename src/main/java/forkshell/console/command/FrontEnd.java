package forkshell.console.command;

import forkshell.display.StandardStream;
import forkshell.repl.Line;
import forkshell.terminal.Wrapping;
import java.util.List;
import java.util.Optional;
import org.jline.reader.LineReader;

/** Where a shell's words go: a terminal or plain streams. Thread-safe. */
public interface FrontEnd {
    /** Longer lines are hard to read. */
    int MAX_COLUMNS = 100;

    /**
     * Shows what snippets, children or programs printed.
     *
     * @param pid of the child that printed it, or 0
     * @param text one line of a child; else lines, or a part of one
     */
    void output(int pid, StandardStream stream, String text);

    /** Shows what became of a snippet. */
    void feedback(List<Line> lines);

    /** Shows which of several snippets the feedback that follows is about. */
    void echo(String snippet);

    /** Shows text of our own, such as a list; it may have several lines. */
    void text(String text);

    /** Shows {@code text} behind the margin, broken into lines. */
    default void paragraph(String text) {
        Wrapping.lines(text, columns() - Line.BAR.length()).forEach(line -> text(Line.BAR + line));
    }

    /** Says what is wrong, in a sentence. */
    void complaint(String sentence);

    /** Says what could be done next, in a sentence. */
    void hint(String sentence);

    /** Clears the screen where there is one. */
    default void clear() {}

    /**
     * Runs a view that takes the whole screen; what is printed meanwhile appears when it is over.
     */
    default void covered(Runnable view) {
        view.run();
    }

    /** Returns how many columns a paragraph may take. */
    default int columns() {
        return MAX_COLUMNS;
    }

    /** Returns whether there are colours. */
    default boolean colours() {
        return false;
    }

    /** Returns the editor of lines and with it the terminal, where there is one. */
    default Optional<LineReader> reader() {
        return Optional.empty();
    }
}
