/**
 * Values that are more than text: a picture or a table for whoever can show one.
 *
 * <p>The central type is {@link forkshell.display.Rich}; {@link forkshell.display.Messages} has the
 * texts in the user's language. Rules: every form stands beside the plain text, never instead of
 * it; what cannot show pictures prints the text. The value lives in the JVM of the snippets, the
 * notebook elsewhere, so its forms travel in a frame on standard output, see {@link
 * forkshell.display.Frames}.
 *
 * <pre>{@code
 * record Dot(int radius) implements Rich {
 *     public String svg() { return "<svg ...><circle r='" + radius + "'/></svg>"; }
 * }
 * display(new Dot(20))
 * }</pre>
 */
package forkshell.display;
