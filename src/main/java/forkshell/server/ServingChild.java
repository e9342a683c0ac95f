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
}
