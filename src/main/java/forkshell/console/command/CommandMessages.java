package forkshell.console.command;

import forkshell.display.Messages;

/** The texts of this package in the user's language. */
final class CommandMessages {
    private static final Messages MESSAGES = Messages.of(CommandMessages.class);

    private CommandMessages() {}

    /** Returns the text of {@code key} with {@code values} in their places. */
    static String text(String key, Object... values) {
        return MESSAGES.get(key, values);
    }

    /** Tells whether there is a text for {@code key}. */
    static boolean has(String key) {
        return MESSAGES.has(key);
    }
}
