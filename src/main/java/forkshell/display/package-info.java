/**
 * What travels from the JVM of the snippets to its front end: values with pictures, lines of
 * children, texts in the user's language.
 *
 * <p>The central types are {@link forkshell.display.Rich}, a value that is more than text, and
 * {@link forkshell.display.Frame}, in which everything that is not plain output travels on standard
 * output: from a child through the pipe to its parent ({@link forkshell.display.Channel}), from
 * there to the front end ({@link forkshell.display.FrameReader}). Rules: every form stands beside
 * the plain text, never instead of it; the pid and the stream of a line are never written into the
 * text and read back.
 *
 * <pre>{@code
 * record Dot(int radius) implements Rich {
 *     public String svg() { return "<svg ...><circle r='" + radius + "'/></svg>"; }
 * }
 * display(new Dot(20))
 * }</pre>
 */
package forkshell.display;
