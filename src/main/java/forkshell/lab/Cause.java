package forkshell.lab;

/**
 * What has probably gone wrong when a check does not hold.
 *
 * @param when a Java expression that is true when this is the cause; empty for the one that is told
 *     when no other is
 */
public record Cause(String when, Prose text) {}
