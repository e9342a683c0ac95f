package forkshell.command;

import java.io.PrintStream;

/**
 * A progress bar on stderr; without a terminal a line for each tenth. Closing it takes the bar
 * away.
 */
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 40;
    private static final int TENTHS = 10;

    private final String what;
    private final boolean terminal = System.console() != null;
    private final PrintStream err = System.err;
    private int shown;

    ProgressBar(String what) {
        this.what = what;
    }

    /** Shows that {@code done} of {@code all} are done; one thread at a time. */
    void reached(int done, int all) {
        int steps = (int) ((long) done * (terminal ? WIDTH : TENTHS) / all);
        if (steps == shown) {
            return;
        }
        shown = steps;
        if (terminal) {
            err.print(
                    "\r["
                            + "#".repeat(steps)
                            + ".".repeat(WIDTH - steps)
                            + "] "
                            + count(done, all));
        } else {
            err.println(count(done, all));
        }
        err.flush();
    }

    private String count(int done, int all) {
        return done + " of " + all + " " + what;
    }

    @Override
    public void close() {
        if (terminal) {
            err.print("\r\033[K");
            err.flush();
        }
    }
}
