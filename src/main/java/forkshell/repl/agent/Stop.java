package forkshell.repl.agent;

/** What a stopped snippet sees thrown. */
final class Stop extends Error {
    private static final long serialVersionUID = 1L;

    Stop() {
        super("stopped by Ctrl-C", null, false, false);
    }
}
