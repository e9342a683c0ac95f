/**
 * The event journal: what parent and children did, in order, readable while it grows.
 *
 * <p>{@link forkshell.journal.Journal} writes, {@link forkshell.journal.JournalReader} reads.
 * Rules: one call for an event, at the place where it happens; writing works in a forked child,
 * where no lock may be taken and no class loaded; the memory's size is sealed, and no number in it
 * is trusted without its mark; the journal lives in memory that has no name in any directory, so
 * nothing stays behind, and a reader that opened it keeps it when every writer has been killed.
 *
 * <pre>{@code
 * Journal.record(Event.SIGCHLD);
 * JournalReader.of(getpid()).orElseThrow().entries();   // [4711 SIGCHLD]
 * }</pre>
 */
package forkshell.journal;
