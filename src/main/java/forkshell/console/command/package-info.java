/**
 * The commands: lines that begin with a slash.
 *
 * <p>The central type is {@link forkshell.console.command.Command}; {@link
 * forkshell.console.command.Commands} names them all. Rules: a command knows the shell only as a
 * {@link forkshell.console.command.CommandContext}, and its user as a {@link
 * forkshell.console.command.FrontEnd}; it complains by {@link java.lang.IllegalArgumentException}.
 *
 * <pre>{@code
 * Commands.all().find("/ex").name(); // "exit"
 * }</pre>
 */
package forkshell.console.command;
