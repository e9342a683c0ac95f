/**
 * The lives of a session's children, drawn: as text for the terminal, as SVG for notebooks and
 * files.
 *
 * <p>The central type is {@link forkshell.inspect.timeline.Timeline}. Rules: it draws what the
 * journal says; only for a process that the journal does not see end is the kernel asked; no phase
 * is told by its colour alone.
 *
 * <pre>{@code
 * Timeline timeline = Timeline.of(getpid());
 * timeline.last(10).svg(Path.of("target/lives.svg"));
 * }</pre>
 */
package forkshell.inspect.timeline;
