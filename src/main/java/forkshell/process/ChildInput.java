package forkshell.process;

import forkshell.display.Messages;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Standard input of a child. That of a program is descriptor 0, which a child shares with its
 * parent. That of a snippet is asked of the console, which answers the session's own process only.
 */
final class ChildInput extends InputStream {
    private static final Messages WORDS = Messages.of(ChildInput.class);
    private static final ChildInput NONE = new ChildInput();

    private ChildInput() {}

    /** In a new child. */
    static void begin() {
        if (!(System.in instanceof BufferedInputStream)) {
            System.setIn(NONE);
        }
    }

    @Override
    public int read() throws IOException {
        throw new IOException(WORDS.get("input"));
    }
}
