package forkshell.check;

import forkshell.display.Messages;

/**
 * What all trials of a check have in common.
 *
 * @param lecture whose rules hold, or {@code null}
 * @param objection the key of the reason why strace cannot be used, empty when it can
 */
record Setting(
        Lecture lecture,
        Pace pace,
        Ports ports,
        Sandboxes sandboxes,
        Messages messages,
        String objection) {}
