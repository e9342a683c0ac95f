/**
 * The conversation with the user, on a terminal or without one.
 *
 * <p>The central type is {@link forkshell.console.Shell}: it takes input, runs commands, has
 * everything else evaluated by {@code forkshell.repl} and shows the outcome on a {@link
 * forkshell.console.command.FrontEnd}. {@link forkshell.console.Console} adds the terminal, {@link
 * forkshell.console.Script} does without. Rules:
 *
 * <ul>
 *   <li>Only this package, those below it and {@code forkshell.watch} import JLine.
 *   <li>Whatever prints while a line is edited goes through the front end, which puts it above.
 *   <li>Only this package and {@code forkshell.command} end the JVM.
 * </ul>
 *
 * <pre>{@code
 * import forkshell.repl.Feedback;
 *
 * Script.run("demo", new BufferedReader(new StringReader("1 + 1")), Feedback.Mode.NORMAL,
 *         System.out, System.err); // prints $1 ==> 2, returns 0
 * }</pre>
 */
package forkshell.console;
