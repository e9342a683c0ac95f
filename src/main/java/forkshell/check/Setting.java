package forkshell.check;

import forkshell.display.Messages;
import forkshell.strace.TraceLine;
import java.util.List;
import java.util.function.Function;

/**
 * What all trials of a check have in common.
 *
 * @param lecture whose rules hold, or {@code null}
 * @param objection the key of the reason why strace cannot be used, empty when it can
 * @param drawing makes a picture of what strace told
 */
record Setting(
        Lecture lecture,
        Pace pace,
        Ports ports,
        Sandboxes sandboxes,
        Messages messages,
        String objection,
        Function<List<TraceLine>, String> drawing) {}
