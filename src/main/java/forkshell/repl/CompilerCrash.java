package forkshell.repl;

import forkshell.display.Messages;

/** A snippet on which the compiler itself failed; nothing was evaluated. */
public final class CompilerCrash extends RuntimeException {
    private static final long serialVersionUID = 1;

    CompilerCrash(Throwable cause) {
        super(Messages.of(CompilerCrash.class).get("crash"), cause);
    }
}
