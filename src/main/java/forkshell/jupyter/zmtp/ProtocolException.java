package forkshell.jupyter.zmtp;

import java.io.IOException;

/** A peer does not keep to the protocol, or wants more memory than it gets. */
final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String sentence) {
        super(sentence);
    }
}
