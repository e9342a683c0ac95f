package forkshell.notebook;

import forkshell.display.Bundle;
import forkshell.display.StandardStream;
import forkshell.display.Visible;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a notebook cell by cell and prints it, for a terminal or a pipe. Whoever opens it closes it;
 * that ends every process of the cells.
 */
public final class NotebookRunner implements AutoCloseable {
    private final PrintStream out;
    private final Cells cells;
    private final Outputs outputs = new Outputs();
    private final List<Notebook.Executed> executed = new ArrayList<>();
    private volatile boolean running;
    private boolean atLineStart = true;
    private boolean mayGoOn = true;
    private int number;

    /**
     * @param input what cells read from {@code System.in}
     */
    public NotebookRunner(PrintStream out, InputStream input) {
        this.out = out;
        this.cells = new Cells(new Printer(), input);
    }

    /** Prints the cell as it stands in the notebook: prose, or numbered code. */
    public void show(Cell cell) {
        String source = Visible.text(cell.source());
        if (cell.isCode()) {
            String prompt = "In [" + (number + 1) + "]: ";
            String more = " ".repeat(prompt.length() - 5) + "...: ";
            println("\n" + prompt + source.replace("\n", "\n" + more));
        } else {
            println("\n" + source);
        }
    }

    /** Leaves a cell out. */
    public void skip(Cell cell) {
        executed.add(Notebook.Executed.not(cell));
    }

    /**
     * Runs a cell of code and prints what it shows; skips any other one. Blocks until it has ended.
     *
     * @return whether it went well
     */
    public boolean run(Cell cell) {
        if (!cell.isCode()) {
            skip(cell);
            return true;
        }
        running = true;
        CellResult result = cells.run(++number, cell.source());
        cells.hearChildren();
        running = false;
        outputs.ended(result, number);
        result.value().ifPresent(value -> println("Out[" + number + "]: " + value.plain()));
        result.failure().ifPresent(this::tell);
        mayGoOn = result.failure().map(Failure::isCheck).orElse(true);
        executed.add(new Notebook.Executed(cell, number, outputs.take()));
        return result.failure().isEmpty();
    }

    /** Returns whether the last cell went well, or only a check in it did not hold. */
    public boolean mayGoOn() {
        return mayGoOn;
    }

    private void tell(Failure failure) {
        println("Cell " + number + " failed.\n" + String.join("\n", failure.lines()));
    }

    /** Ends the running cell; false when none runs. Returns at once. */
    public boolean stop() {
        if (running) {
            cells.stop();
        }
        return running;
    }

    /**
     * Returns the whole of {@code notebook}, whose first cells have been run or skipped, with what
     * they showed, as the content of an {@code .ipynb} file.
     */
    public String json(Notebook notebook) {
        Stream<Cell> others = notebook.cells().stream().skip(executed.size());
        return NotebookJson.text(
                Stream.concat(executed.stream(), others.map(Notebook.Executed::not)).toList());
    }

    @Override
    public void close() {
        cells.close();
    }

    private void println(String text) {
        print((atLineStart ? "" : "\n") + text + "\n");
    }

    private synchronized void print(String text) {
        out.print(text);
        out.flush();
        atLineStart = text.endsWith("\n");
    }

    /** Prints what cells show, and keeps it. */
    private final class Printer implements CellListener {
        @Override
        public void printed(int pid, StandardStream stream, String text) {
            String marked = stream.mark(pid) + text;
            outputs.printed(marked, stream.isError());
            print(marked);
        }

        @Override
        public void shown(Bundle bundle) {
            outputs.shown(bundle);
            println(bundle.plain());
        }
    }
}
