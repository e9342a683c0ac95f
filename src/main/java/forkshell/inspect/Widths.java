package forkshell.inspect;

import java.util.Arrays;
import java.util.List;

/** Finds the widths of a table's columns; where the terminal is too narrow, the widest give way. */
record Widths(int columns) {
    private static final int GAP = 2;
    private static final int NARROWEST = 6;

    int[] of(Table<?> table, int available) {
        int[] widths = natural(table);
        while (available > 0 && total(widths) > available) {
            int widest = widest(widths);
            if (widths[widest] <= NARROWEST) {
                return widths;
            }
            widths[widest]--;
        }
        return widths;
    }

    boolean fit(Table<?> table, int available) {
        return available == 0 || total(natural(table)) <= available;
    }

    private <R> int[] natural(Table<R> table) {
        int[] widths = new int[columns];
        widen(widths, table.headings());
        table.forEach(row -> widen(widths, table.cells(row)));
        return widths;
    }

    private static void widen(int[] widths, List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], Width.of(cells.get(i)));
        }
    }

    private static int total(int[] widths) {
        return Arrays.stream(widths).sum() + GAP * (widths.length - 1);
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            widest = widths[i] >= widths[widest] ? i : widest;
        }
        return widest;
    }
}
