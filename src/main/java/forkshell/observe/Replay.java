package forkshell.observe;

import forkshell.inspect.timeline.Timeline;
import forkshell.libc.Libc;
import forkshell.strace.TraceLine;
import java.util.List;

/** What strace(1) told of a program that has run elsewhere. */
public final class Replay {
    private Replay() {}

    /**
     * Notes the lines in the journal of this process, and draws the lives of the program's
     * children; an empty text when there are none.
     */
    public static String svg(List<TraceLine> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        lines.forEach(new TraceJournal(Libc.getpid()));
        Timeline timeline = Timeline.of(lines.get(0).pid(), Libc.getpid());
        return timeline.lives().isEmpty() ? "" : timeline.svg();
    }
}
