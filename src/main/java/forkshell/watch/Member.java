package forkshell.watch;

import forkshell.inspect.ProcessState;
import forkshell.proc.Stat;

/**
 * One process of a session at a glance.
 *
 * @param depth 0 for the root and for orphans, 1 for a child
 * @param peer the client that it began to serve last, or an empty text
 * @param echoed bytes sent back
 */
record Member(Stat stat, int depth, String peer, long echoed) {
    int pid() {
        return stat.pid();
    }

    /** Returns its state without the close look that finds a wedged one. */
    ProcessState state() {
        return ProcessState.ofLetter(stat.code());
    }
}
