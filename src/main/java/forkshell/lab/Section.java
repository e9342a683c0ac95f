package forkshell.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a lab file: the annotation that opens it ({@code lab}, {@code step}, {@code end}),
 * those that follow, and the code between them.
 */
record Section(Annotation head, List<Annotation> annotations, StringBuilder code) {
    private static final List<String> HEADS = List.of("lab", "step", "end");

    private Section(Annotation head) {
        this(head, new ArrayList<>(), new StringBuilder());
    }

    /**
     * Returns the sections of a file; what stands before the first one must be comments or blank.
     */
    static List<Section> of(String source) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(Annotation.parse(Annotation.MARK + " before", 1)));
        int number = 0;
        for (String line : source.lines().toList()) {
            sections.get(sections.size() - 1).take(line, ++number, sections);
        }
        return sections;
    }

    private void take(String line, int number, List<Section> sections) {
        if (Annotation.isContinuation(line) && !annotations.isEmpty()) {
            annotations.get(annotations.size() - 1).goOn(line);
        } else if (Annotation.isAnnotation(line)) {
            open(Annotation.parse(line, number), sections);
        } else {
            code.append(line).append('\n');
        }
    }

    private void open(Annotation annotation, List<Section> sections) {
        if (HEADS.contains(annotation.key())) {
            sections.add(new Section(annotation));
        } else {
            annotations.add(annotation);
        }
    }

    /** Returns the code without blank lines around it. */
    String trimmedCode() {
        return code.toString().strip();
    }
}
