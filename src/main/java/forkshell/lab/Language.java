package forkshell.lab;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A language that forkshell's labs speak: one for which this package has messages.
 *
 * @param tag the tag that stands after the dot of an annotation: {@code en}
 */
public record Language(String tag) {
    /** The language that every lab has; its texts stand in for those that another lacks. */
    public static final Language EN = new Language("en");

    public static final Language JA = new Language("ja");

    /** English, then the others in order of their tags. */
    public static List<Language> all() {
        Stream<Language> others =
                Stream.of(Locale.getISOLanguages())
                        .map(Language::new)
                        .filter(Language::hasMessages);
        return Stream.concat(Stream.of(EN), others).toList();
    }

    private boolean hasMessages() {
        return Language.class.getResource("messages_" + tag + ".properties") != null;
    }

    public Locale locale() {
        return Locale.forLanguageTag(tag);
    }

    /** Returns the one with that tag, in either case; empty when labs do not speak it. */
    public static Optional<Language> of(String tag) {
        Language named = new Language(tag.toLowerCase(Locale.ROOT));
        boolean spoken = tag.matches("[A-Za-z]{2,3}") && (named.equals(EN) || named.hasMessages());
        return spoken ? Optional.of(named) : Optional.empty();
    }

    /** Returns the one nearest to the computer's own. */
    public static Language ofThisComputer() {
        return of(Locale.getDefault().getLanguage()).orElse(EN);
    }

    @Override
    public String toString() {
        return tag;
    }
}
