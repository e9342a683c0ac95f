package forkshell.console.edit;

import forkshell.display.Messages;

/** The texts of this package in the user's language. */
final class EditMessages {
    private static final Messages MESSAGES = Messages.of(EditMessages.class);

    private EditMessages() {}

    /** Returns the text of {@code key} with {@code values} in their places. */
    static String text(String key, Object... values) {
        return MESSAGES.get(key, values);
    }
}
