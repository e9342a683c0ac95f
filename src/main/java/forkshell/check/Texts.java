package forkshell.check;

import forkshell.display.Messages;

/** The texts of this package in the language of the moment. */
final class Texts {
    private Texts() {}

    static Messages current() {
        return Messages.of(Texts.class);
    }
}
