package forkshell.jupyter;

import java.io.PrintStream;

/** Tells Jupyter's log what was not taken: a line a second, however much a stranger sends. */
final class LeftOut {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final PrintStream log;
    private long told = System.nanoTime() - INTERVAL_NANOS;
    private long untold;

    LeftOut(PrintStream log) {
        this.log = log;
    }

    synchronized void tell(String sentence) {
        if (System.nanoTime() - told < INTERVAL_NANOS) {
            untold++;
            return;
        }
        log.println(sentence + (untold == 0 ? "" : " So were " + untold + " before it."));
        told = System.nanoTime();
        untold = 0;
    }
}
