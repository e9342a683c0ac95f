package forkshell.notebook;

import java.nio.file.Path;
import java.util.List;

/** A notebook's cells. What cells showed is kept apart: a notebook in its file has no outputs. */
public record Notebook(List<Cell> cells) {

    public Notebook {
        cells = List.copyOf(cells);
    }

    /**
     * Reads an {@code .ipynb} file of format 4, and leaves its outputs out.
     *
     * @throws NotebookException with a sentence, when it is none, or not in Java
     */
    public static Notebook read(Path file) throws NotebookException {
        return NotebookJson.read(file);
    }

    /** Returns the content of an {@code .ipynb} file, the same for the same cells. */
    public String json() {
        return NotebookJson.text(cells.stream().map(Executed::not).toList());
    }

    /** Returns how many of the cells are code. */
    public long codeCells() {
        return cells.stream().filter(Cell::isCode).count();
    }

    /**
     * A cell and what it showed.
     *
     * @param number which of the executed cells it was, 0 for none
     */
    record Executed(Cell cell, int number, List<Output> outputs) {
        static Executed not(Cell cell) {
            return new Executed(cell, 0, List.of());
        }
    }
}
