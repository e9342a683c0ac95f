package forkshell.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the annotations of one section, one after the other; what nobody takes is a mistake. */
final class AnnotationReader {
    private final Annotation head;
    private final List<Annotation> left;
    private final Set<String> languages;
    private final Mistakes mistakes;

    /**
     * @param languages the tags of those in which every text has to stand
     */
    AnnotationReader(Section section, Set<String> languages, Mistakes mistakes) {
        this.head = section.head();
        this.left = new ArrayList<>(section.annotations());
        this.languages = languages;
        this.mistakes = mistakes;
    }

    /** Returns the text of {@code key} in each language; a missing one is a mistake. */
    Prose prose(String key) {
        return prose(key, take(key));
    }

    /** As many as there are; each begins with its English text. */
    List<Prose> proses(String key) {
        List<Prose> all = new ArrayList<>();
        while (has(key + "." + Language.EN.tag())) {
            all.add(prose(key));
        }
        return all;
    }

    /** The next texts of {@code key}, one in each language. */
    private Map<String, Annotation> take(String key) {
        Map<String, Annotation> texts = new HashMap<>();
        for (Iterator<Annotation> each = left.iterator(); each.hasNext(); ) {
            Annotation next = each.next();
            if (next.key().equals(key) && languages.contains(next.tag())) {
                if (texts.putIfAbsent(next.tag(), next) != null) {
                    return texts;
                }
                each.remove();
            }
        }
        return texts;
    }

    private Prose prose(String key, Map<String, Annotation> found) {
        Map<String, String> texts = new HashMap<>();
        for (String tag : languages) {
            String name = "//: " + key + "." + tag;
            Annotation text = found.get(tag);
            if (text == null) {
                mistakes.add(head.line(), head.key() + " " + head.text() + " has no " + name);
            } else if (text.text().isBlank()) {
                mistakes.add(text.line(), name + " says nothing");
            } else {
                texts.put(tag, text.text());
            }
        }
        return new Prose(Map.copyOf(texts));
    }

    /** Returns the next one that is spelt {@code name}; empty when there is none. */
    Optional<Annotation> plain(String name) {
        Optional<Annotation> found =
                left.stream().filter(each -> each.name().equals(name)).findFirst();
        found.ifPresent(left::remove);
        return found;
    }

    /** Returns all that are spelt {@code name}. */
    List<Annotation> plains(String name) {
        List<Annotation> found = left.stream().filter(each -> each.name().equals(name)).toList();
        left.removeAll(found);
        return found;
    }

    /** Returns all lines of the lectures' programs: {@code A | pid_t pid = fork();}. */
    List<String> lectures() {
        List<Annotation> found = plains("lecture");
        for (Annotation each : found) {
            if (!each.text().matches("[AB] \\| .+")) {
                mistakes.add(each.line(), "a lecture is: //: lecture A | LINE OF ITS PROGRAM");
            }
        }
        return found.stream().map(Annotation::text).toList();
    }

    boolean has(String name) {
        return left.stream().anyMatch(each -> each.name().equals(name));
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
