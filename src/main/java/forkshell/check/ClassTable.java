package forkshell.check;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The table of a class: a row for each submission, a column for each case.
 *
 * @param rubric the points of each case, empty when the teacher gives none
 */
public record ClassTable(List<Grade> grades, List<Case> cases, Map<String, Integer> rubric) {

    /** Returns one line each: name, passed, failed, and the points if there is a rubric. */
    public String text() {
        return grades.stream().map(this::line).collect(Collectors.joining("\n"));
    }

    private String line(Grade grade) {
        if (grade.json() == null) {
            return String.format("%-24s  %s", grade.name(), grade.remark());
        }
        String points = rubric.isEmpty() ? "" : "points.";
        return String.format(
                "%-24s  %s",
                grade.name(),
                Texts.current()
                        .get(
                                points + "class.line",
                                grade.count(Verdict.PASSED),
                                grade.count(Verdict.FAILED),
                                grade.points(rubric)));
    }

    /** RFC 4180. */
    public String csv() {
        return rows().stream()
                .map(row -> row.stream().map(ClassTable::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static String quoted(String cell) {
        return cell.matches("[^,\"\r\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Returns a page of its own. */
    public String html() {
        List<List<String>> rows = rows();
        String body =
                rows.stream()
                        .skip(1)
                        .map(row -> HtmlPage.row("td", row))
                        .collect(Collectors.joining("\n"));
        return HtmlPage.of(
                "<table>\n" + HtmlPage.row("th", rows.get(0)) + "\n" + body + "\n</table>");
    }

    /** Returns an array of reports; those that could not be checked are left out. */
    public String json() {
        JsonArray all = new JsonArray();
        grades.stream().map(Grade::json).filter(Objects::nonNull).forEach(all::add);
        return new GsonBuilder().setPrettyPrinting().serializeNulls().create().toJson(all) + "\n";
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> heading = new ArrayList<>(List.of("submission"));
        cases.forEach(one -> heading.add(one.id()));
        heading.addAll(List.of("passed", "failed"));
        heading.add(rubric.isEmpty() ? "remark" : "points");
        rows.add(heading);
        grades.forEach(grade -> rows.add(row(grade)));
        return rows;
    }

    private List<String> row(Grade grade) {
        List<String> row = new ArrayList<>(List.of(grade.name()));
        cases.forEach(one -> row.add(grade.verdicts().getOrDefault(one.id(), "")));
        row.add(Long.toString(grade.count(Verdict.PASSED)));
        row.add(Long.toString(grade.count(Verdict.FAILED)));
        row.add(rubric.isEmpty() ? grade.remark() : Integer.toString(grade.points(rubric)));
        return row;
    }
}
