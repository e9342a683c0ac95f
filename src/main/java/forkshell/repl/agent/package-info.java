/**
 * The agent: the JVM in which snippets run, and which therefore forks.
 *
 * <p>{@link forkshell.repl.agent.Agent} is its main class. It executes the commands of {@code
 * jdk.jshell}, runs every snippet on a thread of its own and ends that thread when asked to stop:
 * at a {@link forkshell.repl.agent.StopPoint}, which the snippet's code calls. Nothing here knows
 * the terminal; the other side of the connection is {@code forkshell.repl}.
 */
package forkshell.repl.agent;
