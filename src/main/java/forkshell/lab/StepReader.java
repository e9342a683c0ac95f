package forkshell.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a step of its section. A check's own annotations follow it directly. */
final class StepReader {
    private static final int HINTS = 3;
    private static final String ARROW = "==>";
    private static final List<String> OF_A_CHECK = List.of("cause", "evidence", "wrong");

    private final Section section;
    private final Mistakes mistakes;
    private final int line;

    StepReader(Section section, Mistakes mistakes) {
        this.section = section;
        this.mistakes = mistakes;
        this.line = section.head().line();
    }

    Step step() {
        List<Check> checks = checks();
        Parts parts = new Parts(section, mistakes);
        Step step =
                new Step(
                        id(),
                        parts.prose("goal"),
                        parts.lectures(),
                        prediction(parts),
                        parts.plain("show").isPresent(),
                        code(),
                        checks,
                        hints(parts),
                        parts.prose("why"),
                        line);
        parts.finish();
        return step;
    }

    private String id() {
        String id = section.head().text();
        if (!id.matches("[a-z][a-z0-9-]*")) {
            mistakes.add(line, "a step's id is a word such as close-listener, not \"" + id + "\"");
        }
        return id;
    }

    private String code() {
        String code = section.trimmedCode();
        if (code.isEmpty()) {
            mistakes.add(line, "step " + section.head().text() + " has no code to type");
        }
        return code;
    }

    private Optional<Prediction> prediction(Parts parts) {
        if (!parts.has("predict") && !parts.has("answer")) {
            return Optional.empty();
        }
        Prose question = parts.prose("predict");
        Optional<Annotation> answer = parts.plain("answer");
        if (answer.isEmpty()) {
            mistakes.add(line, "//: predict needs //: answer");
        }
        return Optional.of(new Prediction(question, answer.map(Annotation::text).orElse("")));
    }

    private List<Prose> hints(Parts parts) {
        List<Prose> hints = parts.proses("hint");
        if (hints.size() != HINTS) {
            mistakes.add(
                    line,
                    "a step has three hints (a question, a pointer, almost the code), not "
                            + hints.size());
        }
        return hints;
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        List<Annotation> all = section.annotations();
        for (int i = 0; i < all.size(); ) {
            if (all.get(i).key().equals("check")) {
                int end = i + 1;
                while (end < all.size() && OF_A_CHECK.contains(all.get(end).key())) {
                    end++;
                }
                List<Annotation> own = all.subList(i, end);
                checks.add(check(List.copyOf(own)));
                own.clear();
            } else {
                i++;
            }
        }
        if (checks.isEmpty()) {
            mistakes.add(line, "step " + section.head().text() + " has no //: check");
        }
        return checks;
    }

    private Check check(List<Annotation> own) {
        Annotation head = own.get(0);
        Section alone = new Section(head, own.subList(1, own.size()), new StringBuilder());
        Parts parts = new Parts(alone, mistakes);
        String[] sides = head.text().split(ARROW, -1);
        if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
            mistakes.add(head.line(), "a check is: //: check EXPRESSION " + ARROW + " EXPRESSION");
        }
        Check check =
                new Check(
                        sides[0].strip(),
                        sides[sides.length - 1].strip(),
                        parts.prose("cause"),
                        parts.plain("evidence").map(Annotation::text).orElse(""),
                        parts.plain("wrong").map(Annotation::text).orElse(""),
                        head.line());
        parts.finish();
        return check;
    }
}
