package forkshell.libc;

/**
 * A call that forkshell does not make, because it would hit the learner's own session or a process
 * of somebody else. The kernel has not been asked, so there is no errno.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** {@code reason} says in a sentence why, and what to do instead. */
    public RefusedException(String call, Object argument, String reason) {
        super(call + "(" + argument + ") refused. " + reason);
        setStackTrace(SystemCallException.withoutOwnFrames(getStackTrace()));
    }

    /**
     * Refuses in the JVM what only a process of one thread can bear.
     *
     * @throws RefusedException outside a child
     */
    public static void unlessInChild(String call, Object argument) {
        if (!Generation.isChild()) {
            throw new RefusedException(call, argument, Advice.text("refused.session"));
        }
    }
}
