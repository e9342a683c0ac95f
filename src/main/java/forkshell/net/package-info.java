/**
 * TCP sockets by hand: {@link forkshell.net.Listener}, {@link forkshell.net.Connection} and {@link
 * forkshell.net.Client}, each the owner of one descriptor.
 *
 * <p>Rules. Whoever made one closes it; a forked child has copies of the parent's listeners and
 * connections and closes its own (that is the lecture's point), but never holds the parent's
 * clients. What blocks can be stopped: by closing the object, by interrupting the thread, by Ctrl-C
 * in JShell.
 *
 * <pre>{@code
 * try (Listener listener = Listener.listen("127.0.0.1", 0)) {
 *     System.out.println(listener.port());
 * }
 * }</pre>
 */
package forkshell.net;
