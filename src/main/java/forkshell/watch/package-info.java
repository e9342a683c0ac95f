/**
 * The live view of a session on the whole screen.
 *
 * <p>The central type is {@link forkshell.watch.Watch}. It looks at another process's session again
 * and again ({@code Live}), through /proc and the journal alone, so it works while that session is
 * blocked, and after it was killed. Rules: a frame never waits for the session; the terminal is
 * given back as it was; a signal is sent only after a question.
 *
 * <pre>
 * java -jar target/forkshell.jar watch 4200
 * </pre>
 */
package forkshell.watch;
