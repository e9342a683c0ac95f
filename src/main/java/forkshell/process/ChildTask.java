package forkshell.process;

/** What a forked child does. */
@FunctionalInterface
public interface ChildTask {
    /**
     * Runs in the child, under its own pid. Returning ends the child with status 0, an exception
     * with status 1.
     *
     * @throws Exception whatever the learner's code throws; its trace appears marked with the
     *     child's pid
     */
    void run() throws Exception;
}
