package forkshell.console.edit;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.terminal.Size;
import org.jline.utils.WCWidth;

/** How many candidates of a completion the screen has room for, as JLine lists them. */
record CandidateList(List<Candidate> candidates, Size screen) {
    private static final int GAP_COLUMNS = 3;

    /** The line that is edited, the sentence above it, and one that JLine keeps free. */
    private static final int OTHER_ROWS = 4;

    int room() {
        int rows = Math.max(1, screen.getRows() - OTHER_ROWS);
        return rows * Math.max(1, screen.getColumns() / (widest() + GAP_COLUMNS));
    }

    private int widest() {
        return candidates.stream().mapToInt(CandidateList::columns).max().orElse(0);
    }

    private static int columns(Candidate candidate) {
        String description = candidate.descr() == null ? "" : " (" + candidate.descr() + ")";
        return (candidate.displ() + description)
                .codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }
}
