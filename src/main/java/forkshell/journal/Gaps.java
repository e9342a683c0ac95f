package forkshell.journal;

/**
 * What a journal does not show.
 *
 * @param dropped records that had to give way to newer ones, at most
 * @param damaged records that are not as a writer leaves them: it was killed in the midst of one,
 *     or somebody else has written there
 */
public record Gaps(long dropped, long damaged) {
    /** Nothing is missing. */
    public static final Gaps NONE = new Gaps(0, 0);
}
