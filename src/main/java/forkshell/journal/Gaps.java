package forkshell.journal;

/**
 * What a journal does not show.
 *
 * @param dropped records that had to give way to newer ones, at most
 * @param damaged records that are not as a writer leaves them: it was killed in the midst of one,
 *     or somebody else has written there
 * @param everything whether there is no journal: nobody notes what the process does
 */
public record Gaps(long dropped, long damaged, boolean everything) {
    /** Nothing is missing. */
    public static final Gaps NONE = new Gaps(0, 0);

    /** There is no journal. */
    public static final Gaps EVERYTHING = new Gaps(0, 0, true);

    Gaps(long dropped, long damaged) {
        this(dropped, damaged, false);
    }
}
