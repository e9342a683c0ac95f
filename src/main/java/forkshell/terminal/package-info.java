/**
 * The terminal of this process.
 *
 * <p>The central type is {@link forkshell.terminal.SystemTerminal}. Rules: JLine's own messages
 * never reach the user; what is unusual about the terminal is one sentence in the user's language;
 * whoever opens a terminal closes it.
 *
 * <pre>{@code
 * import org.jline.terminal.Terminal;
 *
 * try (Terminal terminal = SystemTerminal.open(false)) {
 *     terminal.writer().println(terminal.getType());
 * }
 * }</pre>
 */
package forkshell.terminal;
