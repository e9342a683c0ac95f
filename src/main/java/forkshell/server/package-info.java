/**
 * The server: an accept loop that can be watched, and the designs it can follow, in teaching order.
 * The central type is {@link forkshell.server.AcceptLoop}; a design is a {@link
 * forkshell.server.ServerModel}, beginning with {@link forkshell.server.ForkPerConnection} (lecture
 * A) and {@link forkshell.server.LazyReaping} (lecture B).
 *
 * <p>Rules. The loop closes its own copy of each connection and never the listener, which belongs
 * to whoever made it. It ends by {@link forkshell.server.AcceptLoop#stop()}; children that still
 * serve go on until their clients leave.
 *
 * <pre>{@code
 * AcceptLoop loop = AcceptLoop.start(table, Listener.listen("127.0.0.1", 7777), LoopOptions.lectureA());
 * loop.stop();
 * }</pre>
 */
package forkshell.server;
