package forkshell.display;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The texts of one package in the user's language: a resource bundle whose values are {@link
 * MessageFormat} patterns.
 *
 * <pre>{@code
 * Messages.of(forkshell.repl.Session.class).get("lost.signal", 9)
 * }</pre>
 */
public final class Messages {
    /** The system property with the language that an option has asked for. */
    public static final String LANGUAGE = "forkshell.language";

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    private Messages(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** Returns the texts of {@code user}'s package, {@code messages.properties} there. */
    public static Messages of(Class<?> user) {
        return of(user, Locale.getDefault());
    }

    /** Returns the texts of {@code user}'s package in the language of {@code locale}. */
    public static Messages of(Class<?> user, Locale locale) {
        return new Messages(bundle(user, "messages", locale));
    }

    /** Returns the table {@code name} of {@code user}'s package: texts that are no patterns. */
    public static ResourceBundle table(Class<?> user, String name) {
        return bundle(user, name, Locale.getDefault());
    }

    private static ResourceBundle bundle(Class<?> user, String name, Locale locale) {
        return ResourceBundle.getBundle(user.getPackageName() + "." + name, locale, NO_FALLBACK);
    }

    /** Returns the text of {@code key} with its arguments; numbers appear without grouping. */
    public String get(String key, Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = String.valueOf(arguments[i]);
        }
        return MessageFormat.format(bundle.getString(key), (Object[]) texts);
    }

    /** Tells whether there is a text for {@code key}. */
    public boolean has(String key) {
        return bundle.containsKey(key);
    }
}
