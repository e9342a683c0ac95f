package forkshell.observe;

import forkshell.display.Messages;

/** The sentences of this package in the user's language. */
final class Sentences {
    private Sentences() {}

    static String text(String key, Object... arguments) {
        return Messages.of(Sentences.class).get(key, arguments);
    }
}
