/**
 * Programs of others, run under strace(1): the command line, the process, and what strace says as
 * records.
 *
 * <p>The central type is {@link forkshell.strace.TracedProgram}. Rules: nothing here knows of a
 * session, a journal or a terminal; each of strace's lines becomes one record, and a line that is
 * not understood is no error; a call that strace cut in two (unfinished, resumed) is one record.
 *
 * <pre>{@code
 * Launch launch = Launch.of("ls", "/").inject("write:error=ENOSPC:when=1");
 * TracedProgram program = TracedProgram.start(launch, line -> System.out.println(line.text()));
 * program.awaitEnd();
 * }</pre>
 */
package forkshell.strace;
