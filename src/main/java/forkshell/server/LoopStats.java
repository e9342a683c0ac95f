package forkshell.server;

/**
 * What an accept loop has done.
 *
 * @param accepted connections taken
 * @param forked children forked for them
 * @param reaped children reaped by the loop or by its SIGCHLD handler
 * @param failures calls that failed and that the loop survived: accept(2), fork(2), starting a
 *     thread
 * @param unreaped children of the session that are alive or zombies now
 */
public record LoopStats(long accepted, long forked, long reaped, long failures, int unreaped) {
    @Override
    public String toString() {
        return accepted
                + " accepted, "
                + forked
                + " forked, "
                + reaped
                + " reaped, "
                + unreaped
                + " not reaped, "
                + failures
                + " failed";
    }
}
