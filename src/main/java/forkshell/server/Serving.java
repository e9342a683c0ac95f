package forkshell.server;

import forkshell.net.Connection;
import forkshell.net.Handler;

/** Serves a connection in a process that serves others, too. */
final class Serving {
    private Serving() {}

    /** Serves and closes it; what goes wrong with one client is told and costs no other. */
    static void of(Connection connection, Handler handler) {
        try {
            handler.serve(connection);
        } catch (Exception e) {
            System.err.println("client " + connection.peer() + ": " + e.getMessage());
        } finally {
            connection.close("its server, when it had been served");
        }
    }
}
