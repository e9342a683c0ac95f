/**
 * A session, and what it holds. The central type is {@link forkshell.session.SessionState}, one for
 * each JVM: the table of its children, its clients, and a list of all that it has opened.
 *
 * <p>Rules. What the vocabulary opens is kept in {@link forkshell.session.SessionResources} until
 * it is closed, so that a lab or a prompt can end all of it, the youngest first. Of a forked child
 * nothing is kept, because it ends with its process.
 *
 * <pre>{@code
 * SessionResources resources = SessionState.current().resources();
 * Listener listener = resources.keep(() -> Listener.listen("127.0.0.1", 0), Listener::isOpen, Listener::close);
 * resources.end();
 * listener.isOpen();                                                   // false
 * }</pre>
 */
package forkshell.session;
