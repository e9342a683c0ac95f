/**
 * Servers written by others under observation: a program that strace(1) runs, seen with the eyes of
 * a session.
 *
 * <p>The central type is {@link forkshell.observe.ObservedServer}; {@link
 * forkshell.observe.TraceJournal} makes events of the journal of what strace tells. Rules: what the
 * program does is noted in the journal of the session that started it, under the program's own pids
 * and at the time when it happened; what only strace can tell is never guessed when it is missing.
 *
 * <pre>{@code
 * ObservedServer mine = ObservedServer.start("nc", "-lk", "127.0.0.1", "{port}");
 * mine.timeline();
 * mine.stop();
 * }</pre>
 */
package forkshell.observe;
