package forkshell.repl;

/**
 * One declaration as a reader sees it.
 *
 * @param signature in Java, with the names of the parameters where they are known
 * @param text its documentation comment as plain text; empty when there is none or no source
 */
public record Documentation(String signature, String text) {}
