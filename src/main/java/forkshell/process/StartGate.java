package forkshell.process;

import forkshell.libc.SharedWords;

/**
 * Where a new child says that it is ready, and waits until its parent knows it: what a child does
 * is seen only of children that are known. Attempts are numbered, because one that was let in may
 * look only when the next is under way.
 */
final class StartGate {
    /** What a child says when it is ready, and when it has too little memory to begin with. */
    static final int READY = 1;

    static final int NO_ROOM = 2;

    /** It has said nothing yet. */
    static final int NOTHING = 0;

    private static final int TURN_MILLIS = 5;
    private static final int BITS = 2;

    private static final int PID = 0;
    private static final int SAID = 1;
    private static final int LET_IN = 2;
    private static final int WORDS = 3;

    private final SharedWords words = new SharedWords(WORDS, TURN_MILLIS);
    private int attempt;

    // ---- in the parent ----

    /** Before each fork. */
    void next() {
        attempt++;
        words.set(PID, 0);
    }

    /** Waits for a turn at most; {@link #NOTHING}, {@link #READY} or {@link #NO_ROOM}. */
    int hear() {
        int word = words.get(SAID);
        if (word >> BITS != attempt) {
            words.await(SAID, word);
            word = words.get(SAID);
        }
        return word >> BITS == attempt ? word & (1 << BITS) - 1 : NOTHING;
    }

    /**
     * Returns the pid of a child of which fork(2) could not tell; 0 when it has not begun to run.
     */
    int pid() {
        return words.get(PID);
    }

    void letIn() {
        words.set(LET_IN, attempt);
    }

    // ---- in the child ----

    /** Before anything else. */
    void begin(int pid) {
        words.set(PID, pid);
    }

    void say(int answer) {
        words.set(SAID, attempt << BITS | answer);
    }

    /** Returns whether it has been let in; waits for a turn at most. */
    boolean isLetIn() {
        int seen = words.get(LET_IN);
        if (seen < attempt) {
            words.await(LET_IN, seen);
        }
        return words.get(LET_IN) >= attempt;
    }
}
