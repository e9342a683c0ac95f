package forkshell.lab;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A language that every lab is written in. */
public enum Language {
    EN,
    JA;

    /** The tag that stands after the dot of an annotation: {@code en}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag());
    }

    public static Optional<Language> of(String tag) {
        return Stream.of(values())
                .filter(language -> language.tag().equals(tag.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The one nearest to the computer's own. */
    public static Language ofThisComputer() {
        return of(Locale.getDefault().getLanguage()).orElse(EN);
    }
}
