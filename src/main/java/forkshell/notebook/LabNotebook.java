package forkshell.notebook;

import forkshell.display.Messages;
import forkshell.lab.Check;
import forkshell.lab.CheckImports;
import forkshell.lab.Lab;
import forkshell.lab.Language;
import forkshell.lab.Prediction;
import forkshell.lab.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * Makes a notebook of a lab, in one language. Each step becomes four cells: what to do, the code
 * that does it, the checks, and the explanation. The code is the same in every language.
 */
public final class LabNotebook {
    private final Lab lab;
    private final Language language;
    private final Messages messages;
    private final List<Cell> cells = new ArrayList<>();

    private LabNotebook(Lab lab, Language language) {
        this.lab = lab;
        this.language = language;
        this.messages = Messages.of(LabNotebook.class, language.locale());
    }

    public static Notebook of(Lab lab, Language language) {
        return new LabNotebook(lab, language).notebook();
    }

    /** Returns {@code 03-copies.ipynb} for the lab in {@code 03-copies.jsh}. */
    public static String fileName(Lab lab) {
        return lab.fileName().replaceAll("jsh$", "ipynb");
    }

    private Notebook notebook() {
        cells.add(Cell.markdown(introduction()));
        cells.add(Cell.code(CheckImports.SOURCE));
        for (Step step : lab.steps()) {
            add(step);
        }
        if (!lab.ending().isEmpty()) {
            cells.add(Cell.markdown(messages.get("end")));
            cells.add(Cell.code(lab.ending()));
        }
        return new Notebook(cells);
    }

    private String introduction() {
        return paragraphs(
                "# " + messages.get("title", lab.number(), lab.title().in(language)),
                lectures(lab.lecture()),
                messages.get("how", lab.number()));
    }

    private void add(Step step) {
        cells.add(Cell.markdown(task(step)));
        cells.add(step.showsCode() ? Cell.code(step.code()) : Cell.foldedCode(step.code()));
        cells.add(Cell.code(step.checks().stream().map(this::check).collect(joinedByLines())));
        cells.add(Cell.markdown(explanation(step)));
    }

    private String task(Step step) {
        int number = lab.steps().indexOf(step) + 1;
        return paragraphs(
                "## " + number + ". " + step.id(),
                Markup.markdown(step.goal().in(language)),
                lectures(step.lecture()),
                step.prediction().map(this::question).orElse(""),
                step.showsCode() ? "" : hints(step));
    }

    private String lectures(List<String> lines) {
        return lines.stream().map(this::lecture).collect(joinedByLines());
    }

    private String lecture(String line) {
        String[] parts = line.split("\\s*\\|\\s*", 2);
        return "- " + messages.get("lecture", parts[0], "`" + parts[1] + "`");
    }

    private String question(Prediction prediction) {
        return messages.get("predict", Markup.markdown(prediction.question().in(language)));
    }

    private String hints(Step step) {
        String items =
                step.hints().stream()
                        .map(hint -> "<li>" + Markup.html(hint.in(language)) + "</li>")
                        .collect(joinedByLines());
        return Markup.details(messages.get("hints"), "<ol>\n" + items + "\n</ol>");
    }

    private String explanation(Step step) {
        String answer =
                step.prediction()
                        .map(
                                p ->
                                        "<p>"
                                                + messages.get("answer", Markup.html(p.answer()))
                                                + "</p>\n")
                        .orElse("");
        String why = "<p>" + Markup.html(step.explanation().in(language)) + "</p>";
        return Markup.details(messages.get("why"), answer + why);
    }

    /** A call of {@link forkshell.lab.Facts#check}. */
    private String check(Check check) {
        String evidence = check.evidence().isEmpty() ? "" : ", () -> " + check.evidence();
        return "check("
                + Markup.literal(check.cause().in(language))
                + ",\n    () -> "
                + check.actual()
                + ", () -> "
                + check.expected()
                + evidence
                + ");";
    }

    private static String paragraphs(String... texts) {
        return List.of(texts).stream()
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private static Collector<CharSequence, ?, String> joinedByLines() {
        return Collectors.joining("\n");
    }
}
