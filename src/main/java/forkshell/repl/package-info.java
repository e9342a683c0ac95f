/**
 * A session in Java on {@code jdk.jshell}: evaluate, complete, document, stop. No terminal.
 *
 * <p>The central type is {@link forkshell.repl.Session}. Snippets run in an agent, a JVM of its own
 * that is started with the flags for cheap and reliable forks; the compiler runs here. Rules:
 *
 * <ul>
 *   <li>Whoever opens a session closes it. That ends the agent and every process below it.
 *   <li>A session never hangs: what cannot be stopped is left behind, and an agent that dies is
 *       reported to the {@link forkshell.repl.SessionListener}.
 *   <li>Nothing here reads or writes a terminal, prints, or ends the JVM.
 * </ul>
 *
 * <pre>{@code
 * try (Session session = Session.open(SessionOptions.defaults())) {
 *     session.evaluate("int x = 40 + 2").get(0).value(); // "42"
 * }
 * }</pre>
 */
package forkshell.repl;
