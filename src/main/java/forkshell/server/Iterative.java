package forkshell.server;

import forkshell.net.Connection;

/** One client after the other: all others wait until it leaves. */
public final class Iterative implements ServerModel {
    @Override
    public void iterate(AcceptLoop loop) {
        Connection acc = loop.accept();
        if (acc != null) {
            loop.serving(acc).run();
        }
    }

    @Override
    public String toString() {
        return "iterative";
    }
}
