/**
 * The server: an accept loop that can be watched, and the designs it can follow, in teaching order.
 * The central type is {@link forkshell.server.AcceptLoop}; a design is a {@link
 * forkshell.server.ServerModel}: {@link forkshell.server.Iterative}, {@link
 * forkshell.server.ForkPerConnection} (lecture A), {@link forkshell.server.LazyReaping} (lecture
 * B), {@link forkshell.server.SharedAccept}, {@link forkshell.server.LockedAccept}, {@link
 * forkshell.server.DescriptorPassing}, {@link forkshell.server.ForkExec}, {@link
 * forkshell.server.ThreadPerConnection}; {@link forkshell.server.ServerModels} knows them by name.
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
