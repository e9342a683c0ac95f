package forkshell.trial;

/**
 * What a {@link ForkTrial} found.
 *
 * @param forks children that were called ready
 * @param attempts calls of fork(2), the lost ones included
 * @param wedgedBeforeReady lost ones that were found, ended and forked again
 * @param wedgedAfterReady children that wedged in their task, and were found and ended
 * @param diedBeforeReady children that ended before they were ready
 * @param withoutRoom children that had too little memory to begin with, and were forked again
 * @param refused forks that were given up after every attempt was lost
 * @param undetected children that neither ended nor were found wedged in time
 * @param wrong children that ended otherwise than their task says
 * @param leakedDescriptors descriptors that this process has more than before
 * @param zombies ended children of this process that nobody reaped
 * @param seconds how long it took
 */
public record ForkTrialReport(
        int forks,
        long attempts,
        long wedgedBeforeReady,
        long wedgedAfterReady,
        long diedBeforeReady,
        long withoutRoom,
        int refused,
        int undetected,
        int wrong,
        int leakedDescriptors,
        int zombies,
        double seconds) {

    /** Tells whether forkshell kept its word: nothing undetected, wrong, refused or left behind. */
    public boolean passed() {
        return undetected + wrong + refused + leakedDescriptors + zombies == 0;
    }

    @Override
    public String toString() {
        return String.format(
                """
                forks %d in %.1f s, attempts %d
                wedged before ready %d (forked again), after ready %d (found and ended)
                died before ready %d, without room %d (forked again), refused %d
                undetected %d, wrong status %d, leaked descriptors %d, zombies %d
                verdict: %s""",
                forks,
                seconds,
                attempts,
                wedgedBeforeReady,
                wedgedAfterReady,
                diedBeforeReady,
                withoutRoom,
                refused,
                undetected,
                wrong,
                leakedDescriptors,
                zombies,
                passed() ? "passed" : "FAILED");
    }
}
