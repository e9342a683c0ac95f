package forkshell.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes a step of its section. A check's own annotations follow it directly. */
final class StepReader {
    private static final int HINTS = 3;
    private static final String ARROW = "==>";
    private static final int RIGHTS = 2;
    private static final int LONGEST_SHOWN = 12;
    private static final List<String> OF_A_CHECK = List.of("cause", "when", "evidence", "wrong");

    private final Section section;
    private final Set<String> languages;
    private final Mistakes mistakes;
    private final int line;

    StepReader(Section section, Set<String> languages, Mistakes mistakes) {
        this.section = section;
        this.languages = languages;
        this.mistakes = mistakes;
        this.line = section.head().line();
    }

    Step step() {
        List<Check> checks = checks();
        AnnotationReader parts = new AnnotationReader(section, languages, mistakes);
        Step step =
                new Step(
                        id(),
                        parts.prose("goal"),
                        parts.lectures(),
                        prediction(parts),
                        parts.plain("show").isPresent(),
                        code(),
                        checks,
                        rights(parts),
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
        boolean shown = section.annotations().stream().anyMatch(each -> each.name().equals("show"));
        if (shown && code.lines().count() > LONGEST_SHOWN) {
            mistakes.add(line, "a step shows at most " + LONGEST_SHOWN + " lines of code");
        }
        if (code.isEmpty()) {
            mistakes.add(line, "step " + section.head().text() + " has no code to type");
        }
        return code;
    }

    private Optional<Prediction> prediction(AnnotationReader parts) {
        if (!parts.has("predict.en") && !parts.has("answer")) {
            return Optional.empty();
        }
        Prose question = parts.prose("predict");
        Optional<Annotation> answer = parts.plain("answer");
        if (answer.isEmpty()) {
            mistakes.add(line, "//: predict needs //: answer");
        }
        return Optional.of(new Prediction(question, answer.map(Annotation::text).orElse("")));
    }

    private List<String> rights(AnnotationReader parts) {
        List<String> rights = parts.plains("right").stream().map(Annotation::text).toList();
        if (rights.size() < RIGHTS) {
            mistakes.add(
                    line,
                    "a step has two or more //: right, other ways that must pass, not "
                            + rights.size());
        }
        return rights;
    }

    private List<Prose> hints(AnnotationReader parts) {
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
        int special = 1;
        while (special < own.size() && !own.get(special).name().equals("when")) {
            special++;
        }
        AnnotationReader parts = reader(head, own.subList(1, special));
        String[] sides = head.text().split(ARROW, -1);
        if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
            mistakes.add(head.line(), "a check is: //: check EXPRESSION " + ARROW + " EXPRESSION");
        }
        List<Cause> causes = new ArrayList<>();
        causes.add(new Cause("", parts.prose("cause")));
        causes.addAll(specialCauses(own.subList(special, own.size())));
        Check check =
                new Check(
                        sides[0].strip(),
                        sides[sides.length - 1].strip(),
                        List.copyOf(causes),
                        parts.plain("evidence").map(Annotation::text).orElse(""),
                        parts.plain("wrong").map(Annotation::text).orElse(""),
                        head.line());
        parts.finish();
        return check;
    }

    /** Each {@code when} with the cause that follows it. */
    private List<Cause> specialCauses(List<Annotation> own) {
        List<Cause> causes = new ArrayList<>();
        for (int i = 0; i < own.size(); ) {
            int end = i + 1;
            while (end < own.size() && !own.get(end).name().equals("when")) {
                end++;
            }
            AnnotationReader parts = reader(own.get(i), own.subList(i + 1, end));
            causes.add(new Cause(own.get(i).text(), parts.prose("cause")));
            parts.finish();
            i = end;
        }
        return causes;
    }

    private AnnotationReader reader(Annotation head, List<Annotation> own) {
        return new AnnotationReader(
                new Section(head, own, new StringBuilder()), languages, mistakes);
    }
}
