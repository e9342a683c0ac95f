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
        Optional<Annotation> found = take(key, Optional.of(language));
        String name = "//: " + key + "." + language.tag();
        if (found.isEmpty()) {
            mistakes.add(head.line(), head.key() + " " + head.text() + " has no " + name);
        } else if (found.get().text().isBlank()) {
            mistakes.add(found.get().line(), name + " says nothing");
        }
        return found.map(Annotation::text).orElse("");
    }

    /** The text of {@code key}, which has no language; empty when there is none. */
    Optional<Annotation> plain(String key) {
        return take(key, Optional.empty());
    }

    List<String> all(String key) {
        List<String> texts = new ArrayList<>();
        for (Optional<Annotation> next = plain(key); next.isPresent(); next = plain(key)) {
            texts.add(next.get().text());
        }
        return texts;
    }

    private Optional<Annotation> take(String key, Optional<Language> language) {
        Optional<Annotation> found =
                left.stream()
                        .filter(each -> each.key().equals(key) && each.language().equals(language))
                        .findFirst();
        found.ifPresent(left::remove);
        return found;
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
