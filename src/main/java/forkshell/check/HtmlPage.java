package forkshell.check;

import forkshell.display.Html;
import java.util.List;
import java.util.stream.Collectors;

/** A page of HTML with the colours of the verdicts, which needs no other file. */
final class HtmlPage {
    private static final String STYLE =
            "body{font-family:sans-serif}td,th{border:1px solid #ccc;padding:2px 6px;text-align:left}"
                    + "table{border-collapse:collapse}.passed{background:#cfc}.failed{background:#fcc}"
                    + ".n-a{color:#888}pre{background:#f4f4f4;padding:6px;overflow-x:auto}";

    private HtmlPage() {}

    static String of(String body) {
        return "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>forkshell check</title>\n<style>"
                + STYLE
                + "</style>\n"
                + body
                + "\n";
    }

    /** Returns a row of a table; a verdict has its colour. */
    static String row(String element, List<String> cells) {
        return cells.stream()
                .map(
                        cell ->
                                "<%s class=\"%s\">%s</%s>"
                                        .formatted(
                                                element, style(cell), Html.escaped(cell), element))
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    static String style(String cell) {
        return cell.matches("passed|failed|n/a") ? cell.replace('/', '-') : "";
    }
}
