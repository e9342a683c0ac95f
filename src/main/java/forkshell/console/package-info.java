/**
 * The conversation with the learner, on a terminal or without one.
 *
 * <p>The central type is {@link forkshell.console.Shell}: it takes input, runs commands, has
 * everything else evaluated by {@code forkshell.repl} and shows the outcome on a {@link
 * forkshell.console.Display}. {@link forkshell.console.Console} adds the terminal, {@link
 * forkshell.console.Script} does without. Rules:
 *
 * <ul>
 *   <li>This is the only package that imports JLine, and it knows nothing of evaluation.
 *   <li>Whatever prints while a line is edited goes through the display, which puts it above.
 *   <li>A command is a {@link forkshell.console.Command} that {@link forkshell.console.Commands}
 *       names; it complains by {@link java.lang.IllegalArgumentException}.
 * </ul>
 *
 * <pre>{@code
 * Script.run("demo", new BufferedReader(new StringReader("1 + 1")), Feedback.Mode.NORMAL,
 *         System.out, System.err); // prints $1 ==> 2, returns 0
 * }</pre>
 */
package forkshell.console;
