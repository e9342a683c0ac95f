package forkshell.inspect;

import forkshell.display.Visible;
import java.util.function.Function;

/**
 * One column of a table.
 *
 * @param numeric whether the cells stand on the right
 * @param secondary whether it is left out where the terminal is too narrow for all
 */
record Column<R>(
        String heading,
        boolean numeric,
        Function<R, ?> cell,
        Function<R, Tone> tone,
        boolean secondary) {

    static <R> Column<R> text(String heading, Function<R, ?> cell) {
        return new Column<>(heading, false, cell, row -> Tone.PLAIN, false);
    }

    static <R> Column<R> number(String heading, Function<R, ?> cell) {
        return new Column<>(heading, true, cell, row -> Tone.PLAIN, false);
    }

    Column<R> toned(Function<R, Tone> toneOfRow) {
        return new Column<>(heading, numeric, cell, toneOfRow, secondary);
    }

    Column<R> ifRoom() {
        return new Column<>(heading, numeric, cell, tone, true);
    }

    /** Line breaks and control characters of a process's name must not break the table. */
    String cellOf(R row) {
        return Visible.line(String.valueOf(cell.apply(row)));
    }

    String align(String text, int width) {
        String cut = Width.cut(text, width);
        return numeric ? Width.padLeft(cut, width) : Width.pad(cut, width);
    }
}
