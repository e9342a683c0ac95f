package forkshell.strace;

/**
 * A line that a program printed.
 *
 * @param pid who printed it
 * @param error whether to stderr
 * @param text without the end of the line
 */
public record OutputLine(int pid, boolean error, String text) {}
