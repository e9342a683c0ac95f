package forkshell.inspect;

import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param numeric whether the cells stand on the right
 */
record Column<R>(String heading, boolean numeric, Function<R, ?> cell, Function<R, Tone> tone) {

    static <R> Column<R> text(String heading, Function<R, ?> cell) {
        return new Column<>(heading, false, cell, row -> Tone.PLAIN);
    }

    static <R> Column<R> number(String heading, Function<R, ?> cell) {
        return new Column<>(heading, true, cell, row -> Tone.PLAIN);
    }

    Column<R> toned(Function<R, Tone> toneOfRow) {
        return new Column<>(heading, numeric, cell, toneOfRow);
    }

    /** Line breaks and control characters of a process's name must not break the table. */
    String cellOf(R row) {
        return String.valueOf(cell.apply(row)).replaceAll("\\p{Cntrl}", "?");
    }

    String align(String text, int width) {
        String cut = Width.cut(text, width);
        return numeric ? Width.padLeft(cut, width) : Width.pad(cut, width);
    }
}
