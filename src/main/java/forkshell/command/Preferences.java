package forkshell.command;

import forkshell.display.Messages;
import forkshell.lab.Language;
import forkshell.terminal.TerminalCharset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the options in front of everything else say; the way to the console needs no more. */
record Preferences(boolean colours, boolean simple, String language, List<String> rest) {
    static Preferences of(List<String> arguments) {
        Preferences found = new Preferences(true, false, null, arguments);
        while (!found.rest.isEmpty() && found.next() != found) {
            found = found.next();
        }
        return found;
    }

    /** Returns these and the first of the rest, or this object if that is something else. */
    private Preferences next() {
        String first = rest.get(0);
        if (first.equals("--no-color")) {
            return new Preferences(false, simple, language, rest.subList(1, rest.size()));
        }
        if (first.equals("--ascii")) {
            ascii();
            return new Preferences(colours, simple, language, rest.subList(1, rest.size()));
        }
        if (first.equals("--simple")) {
            return new Preferences(colours, true, language, rest.subList(1, rest.size()));
        }
        if (first.startsWith("--lang=")) {
            String tag = first.substring("--lang=".length());
            return new Preferences(colours, simple, tag, rest.subList(1, rest.size()));
        }
        if (first.equals("--lang") && rest.size() > 1) {
            return new Preferences(colours, simple, rest.get(1), rest.subList(2, rest.size()));
        }
        return this;
    }

    /** Makes the language the one of all messages from here on. */
    void apply() {
        if (language != null) {
            language(language);
        } else {
            ofEnvironment(System.getenv())
                    .filter(tag -> !tag.equals(Locale.getDefault().getLanguage()))
                    .map(Locale::forLanguageTag)
                    .ifPresent(Locale::setDefault);
        }
    }

    /** The JVM reads the same variables, but follows them only to locales that are installed. */
    private static Optional<String> ofEnvironment(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.replaceAll("[_.@].*", ""))
                .filter(tag -> Language.of(tag).isPresent());
    }

    /**
     * Chooses the language of all messages, whatever the user has saved.
     *
     * @throws IllegalArgumentException when there are no messages in that language
     */
    static void language(String tag) {
        Language found =
                Language.of(tag)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                Messages.of(Preferences.class)
                                                        .get("language.unknown", tag, tags())));
        System.setProperty(Messages.LANGUAGE, found.tag());
        Locale.setDefault(found.locale());
    }

    /** Draws lines and blocks in ASCII, in whatever is printed from here on. */
    static void ascii() {
        System.setProperty(TerminalCharset.ASCII, "true");
    }

    private static String tags() {
        return String.join(", ", Language.all().stream().map(Language::tag).toList());
    }
}
