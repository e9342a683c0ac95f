/**
 * Editing a line of Java on a terminal.
 *
 * <p>The central type is {@link forkshell.console.edit.LineEditor}, JLine's editor with completion,
 * documentation, colours, keys and history for Java. Rules: all that is known of Java's syntax here
 * is its tokens and brackets; everything else is asked of {@code forkshell.repl}.
 *
 * <pre>{@code
 * LineEditor editor = new LineEditor(terminal);
 * editor.configure(context, Commands.all(), new Theme(true));
 * editor.readLine("> ");
 * }</pre>
 */
package forkshell.console.edit;
