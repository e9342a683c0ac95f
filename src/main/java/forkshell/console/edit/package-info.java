/**
 * Editing a line of Java on a terminal.
 *
 * <p>The central type is {@link forkshell.console.edit.LineEditor}, JLine's editor with completion,
 * documentation, colours, keys and history for Java. Rules: all that is known of Java's syntax here
 * is its tokens and brackets; everything else is asked of {@code forkshell.repl}.
 *
 * <pre>{@code
 * import org.jline.terminal.impl.DumbTerminal;
 *
 * InputStream typed = new ByteArrayInputStream("1 + 1\n".getBytes());
 * LineEditor editor = new LineEditor(new DumbTerminal(typed, System.out));
 * editor.readLine("> "); // "1 + 1"
 * }</pre>
 */
package forkshell.console.edit;
