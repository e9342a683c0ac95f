package forkshell.server;

import forkshell.net.Connection;

/** One client after the other: all others wait until it leaves. */
public final class Iterative implements ServerModel {
    @Override
    public void iterate(ServerContext server) {
        Connection acc = server.accept();
        if (acc != null) {
            server.serving(acc).run();
        }
    }

    @Override
    public String toString() {
        return "iterative";
    }
}
