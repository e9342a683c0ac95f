/**
 * The server: an accept loop that can be watched, and the designs that it can follow, in teaching
 * order. The central type is {@link forkshell.server.AcceptLoop}; it follows a {@link
 * forkshell.server.ServerModel}, which sees the loop as a {@link forkshell.server.ServerContext}:
 * {@link forkshell.server.Iterative}, {@link forkshell.server.ForkPerConnection} (lecture A),
 * {@link forkshell.server.LazyReaping} (lecture B), {@link forkshell.server.SharedAccept}, {@link
 * forkshell.server.LockedAccept}, {@link forkshell.server.DescriptorPassing}, {@link
 * forkshell.server.ForkExec}, {@link forkshell.server.ThreadPerConnection}. {@link
 * forkshell.server.ServerModels} is the table of all of them: a new design is a class and a row.
 *
 * <p>Rules. The loop closes its own copy of each connection and never the listener, which belongs
 * to whoever made it. It ends by {@link forkshell.server.AcceptLoop#stop()}; children that still
 * serve go on until their clients leave.
 *
 * <pre>{@code
 * import forkshell.process.ProcessTable;
 *
 * Listener listener = Listener.listen("127.0.0.1", 0);
 * AcceptLoop loop = AcceptLoop.start(new ProcessTable(), listener, LoopOptions.lectureA());
 * loop.stop();
 * listener.close();
 * }</pre>
 */
package forkshell.server;
