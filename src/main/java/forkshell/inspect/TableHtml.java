package forkshell.inspect;

import forkshell.display.Html;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a table in HTML: numbers on the right, colours by the tones of the rows, notes below. */
record TableHtml<R>(List<Column<R>> columns, Table<R> table) {

    String text() {
        String rows = table.stream().map(this::row).collect(Collectors.joining("\n"));
        String grid =
                table.size() == 0 ? "" : "<table>\n" + heading() + "\n" + rows + "\n</table>\n";
        return grid
                + table.notes().stream()
                        .map(note -> "<p><small>" + Html.escaped(note) + "</small></p>")
                        .collect(Collectors.joining("\n"));
    }

    private String heading() {
        return columns.stream()
                .map(
                        column ->
                                "<th"
                                        + style(column, Tone.PLAIN)
                                        + ">"
                                        + Html.escaped(column.heading()))
                .collect(Collectors.joining("</th>", "<tr>", "</th></tr>"));
    }

    private String row(R row) {
        return columns.stream()
                .map(column -> cell(column, row))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private String cell(Column<R> column, R row) {
        String style = style(column, column.tone().apply(row));
        return "<td" + style + ">" + Html.escaped(column.cellOf(row)) + "</td>";
    }

    private static String style(Column<?> column, Tone tone) {
        String colour = tone.css().isEmpty() ? "" : ";color:" + tone.css();
        return " style=\"text-align:" + (column.numeric() ? "right" : "left") + colour + "\"";
    }
}
