/**
 * What the kernel sees of a session, as values that print as tables and answer to Java.
 *
 * <p>The central type is {@link forkshell.inspect.Inspector}. Rules: everything is read from /proc
 * at the moment of the call, without root; what the kernel does not show becomes a {@code ?} and a
 * note, never an exception; a pid that means nothing becomes a sentence.
 *
 * <pre>{@code
 * Inspector session = Inspector.ofThisProcess();
 * session.ps();                                                        // $1 ==> the table
 * session.ps().where(p -> p.state() == ProcessState.ZOMBIE).size();    // 0
 * session.fds(99999999).notes();                                       // There is no process 99999999, ...
 * }</pre>
 */
package forkshell.inspect;
