package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.display.Rich;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows to ask in Java and to read as aligned text: {@code ps().where(p -> p.state() == ZOMBIE)}.
 * What could not be seen is told in {@link #notes}, below the rows. Immutable: a picture of the
 * moment when it was made.
 *
 * @param <R> a record, one for each row
 */
public final class Table<R> implements Iterable<R>, Rich {
    private static final Messages WORDS = Messages.of(Table.class);
    private final List<Column<R>> columns;
    private final List<R> rows;
    private final List<String> notes;

    Table(List<Column<R>> columns, List<R> rows, List<String> notes) {
        this.columns = columns;
        this.rows = List.copyOf(rows);
        this.notes = List.copyOf(notes);
    }

    public List<R> rows() {
        return rows;
    }

    /** Returns the notes, in sentences: what the kernel refused, or why the table is empty. */
    public List<String> notes() {
        return notes;
    }

    public int size() {
        return rows.size();
    }

    public Stream<R> stream() {
        return rows.stream();
    }

    @Override
    public Iterator<R> iterator() {
        return rows.iterator();
    }

    public Table<R> where(Predicate<? super R> condition) {
        return new Table<>(columns, rows.stream().filter(condition).toList(), notes);
    }

    public Table<R> sorted(Comparator<? super R> order) {
        return new Table<>(columns, rows.stream().sorted(order).toList(), notes);
    }

    public List<String> headings() {
        return columns.stream().map(Column::heading).toList();
    }

    /** Returns the cells of one row as they print. */
    public List<String> cells(R row) {
        return columns.stream().map(column -> column.cellOf(row)).toList();
    }

    /** Starts on a line of its own, because JShell prints {@code $1 ==> } before it. */
    @Override
    public String toString() {
        return "\n" + text(RenderOptions.fromEnvironment());
    }

    /** Returns the rows and notes as HTML. */
    @Override
    public String html() {
        return new TableHtml<>(columns, this).text();
    }

    /** Returns the table and its notes, without a line break at the end. */
    public String text(RenderOptions options) {
        Table<R> shown = narrowed(options.columns());
        return Stream.concat(
                        shown.grid(options).stream(),
                        shown.notes.stream().map(note -> options.paint(Tone.QUIET, note)))
                .collect(Collectors.joining("\n"));
    }

    /** Returns the heading and one line for each row; nothing when there is no row. */
    public List<String> lines(RenderOptions options) {
        return narrowed(options.columns()).grid(options);
    }

    /** Without the last of the secondary columns, as far as there is no room for them. */
    private Table<R> narrowed(int available) {
        List<Column<R>> left = new ArrayList<>(columns);
        List<String> dropped = new ArrayList<>();
        for (int i = columns.size() - 1; i >= 0 && !fits(left, available); i--) {
            if (columns.get(i).secondary()) {
                dropped.add(0, left.remove(i).heading());
            }
        }
        return dropped.isEmpty() ? this : new Table<>(left, rows, notesAnd(dropped));
    }

    private boolean fits(List<Column<R>> some, int available) {
        return new Widths(some.size()).fit(new Table<>(some, rows, notes), available);
    }

    private List<String> notesAnd(List<String> dropped) {
        String sentence = WORDS.get("no.room", String.join(", ", dropped));
        return Stream.concat(notes.stream(), Stream.of(sentence)).toList();
    }

    private List<String> grid(RenderOptions options) {
        if (rows.isEmpty()) {
            return List.of();
        }
        int[] widths = new Widths(columns.size()).of(this, options.columns());
        return Stream.concat(
                        Stream.of(heading(widths, options)),
                        rows.stream().map(row -> line(row, widths, options)))
                .toList();
    }

    private String heading(int[] widths, RenderOptions options) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(columns.get(i).align(columns.get(i).heading(), widths[i])).append("  ");
        }
        return options.paint(Tone.HEADING, line.toString().stripTrailing());
    }

    private String line(R row, int[] widths, RenderOptions options) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            Column<R> column = columns.get(i);
            String cell = column.align(column.cellOf(row), widths[i]);
            line.append(options.paint(column.tone().apply(row), cell)).append("  ");
        }
        return line.toString().stripTrailing();
    }
}
