package forkshell.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The annotations of one section, taken one after the other; what nobody takes is a mistake. */
final class Parts {
    private final Annotation head;
    private final List<Annotation> left;
    private final Mistakes mistakes;

    Parts(Section section, Mistakes mistakes) {
        this.head = section.head();
        this.left = new ArrayList<>(section.annotations());
        this.mistakes = mistakes;
    }

    /** The text of {@code key} in both languages; a missing one is a mistake. */
    Prose prose(String key) {
        return new Prose(required(key, Language.EN), required(key, Language.JA));
    }

    /** As many as there are, pairs of both languages. */
    List<Prose> proses(String key) {
        List<Prose> all = new ArrayList<>();
        while (left.stream().anyMatch(each -> each.key().equals(key))) {
            all.add(prose(key));
        }
        return all;
    }

    private String required(String key, Language language) {
        Optional<Annotation> found = plain(key + "." + language.tag());
        String name = "//: " + key + "." + language.tag();
        if (found.isEmpty()) {
            mistakes.add(head.line(), head.key() + " " + head.text() + " has no " + name);
        } else if (found.get().text().isBlank()) {
            mistakes.add(found.get().line(), name + " says nothing");
        }
        return found.map(Annotation::text).orElse("");
    }

    /** The next one that is spelt {@code name}; empty when there is none. */
    Optional<Annotation> plain(String name) {
        Optional<Annotation> found =
                left.stream().filter(each -> each.name().equals(name)).findFirst();
        found.ifPresent(left::remove);
        return found;
    }

    /** All lines of the lectures' programs: {@code A | pid_t pid = fork();}. */
    List<String> lectures() {
        List<String> lines = new ArrayList<>();
        String name = "lecture";
        for (Optional<Annotation> next = plain(name); next.isPresent(); next = plain(name)) {
            if (!next.get().text().matches("[AB] \\| .+")) {
                mistakes.add(
                        next.get().line(), "a lecture is: //: lecture A | LINE OF ITS PROGRAM");
            }
            lines.add(next.get().text());
        }
        return lines;
    }

    boolean has(String key) {
        return left.stream().anyMatch(each -> each.key().equals(key));
    }

    /** Whatever is left has no meaning here. */
    void finish() {
        for (Annotation each : left) {
            mistakes.add(
                    each.line(),
                    "//: " + each.name() + " means nothing in this place (twice, or misspelt?)");
        }
    }
}
