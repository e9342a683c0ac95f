package forkshell.server;

import forkshell.net.Connection;
import forkshell.net.Handler;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.ProcessTable;

/** The child branch of a forking server. */
public final class ServingChild {
    private ServingChild() {}

    /**
     * Forks a child that closes the listener, serves the connection, closes it and ends with 0. The
     * parent keeps its own copies of both open until it closes them.
     */
    public static Child fork(
            ProcessTable table, Listener listener, Connection connection, Handler handler) {
        return table.fork(
                "serves " + connection.peer(),
                () -> {
                    listener.close("forkChild, in the child");
                    handler.serve(connection);
                    connection.close("forkChild, in the child");
                });
    }

    /** The same for a loop, with its status and its mistakes. */
    static Child fork(ProcessTable table, AcceptLoop loop, Connection connection, int status) {
        LoopOptions options = loop.options();
        return table.fork(
                "serves " + connection.peer(),
                () -> {
                    if (!options.makes(Mistake.CHILD_KEEPS_LISTENER)) {
                        loop.listener().close("the accept loop, in the child");
                    }
                    options.handler().serve(connection);
                    connection.close("the accept loop, in the child");
                    while (options.makes(Mistake.CHILD_FORGETS_EXIT)) {
                        loop.model().iterate(loop);
                    }
                    table.exit(status);
                });
    }
}
