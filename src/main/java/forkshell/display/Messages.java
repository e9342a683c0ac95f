package forkshell.display;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The texts of one package in the user's language: a resource bundle whose values are {@link
 * MessageFormat} patterns.
 *
 * <pre>{@code
 * new Messages("forkshell.repl.messages").get("lost.signal", 9)
 * }</pre>
 */
public final class Messages {
    /** The system property with the language that an option has asked for. */
    public static final String LANGUAGE = "forkshell.language";

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle bundle;

    /** Returns the texts of {@code user}'s package, {@code messages.properties} there. */
    public static Messages of(Class<?> user) {
        return new Messages(user.getPackageName() + ".messages");
    }

    /** Returns the table {@code name} of {@code user}'s package: texts that are no patterns. */
    public static ResourceBundle table(Class<?> user, String name) {
        return ResourceBundle.getBundle(
                user.getPackageName() + "." + name, Locale.getDefault(), NO_FALLBACK);
    }

    /** Opens the bundle {@code name} (dots as in a class name) in the default locale. */
    public Messages(String name) {
        this(name, Locale.getDefault());
    }

    /** Opens the bundle {@code name} in the language of {@code locale}. */
    public Messages(String name, Locale locale) {
        bundle = ResourceBundle.getBundle(name, locale, NO_FALLBACK);
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
