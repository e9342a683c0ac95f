package forkshell.net;

import forkshell.display.Messages;
import forkshell.libc.Descriptor;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.SocketAddress;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The clients that this process has connected. A forked child inherits their sockets and must close
 * its copies before it does anything else, or a server would never see the end of a client that the
 * parent closed. So no socket is made while a fork is going on: {@link #beforeFork}, {@link
 * #inParent} and {@link #inChild} belong around each fork.
 */
public final class Clients {
    private static final Messages WORDS = Messages.of(Clients.class);
    private final List<Descriptor> open = new CopyOnWriteArrayList<>();
    private volatile Object turn = new Object();
    private volatile boolean forking;

    /** Connects a client, see {@link Client#connect}. */
    public Client connect(String host, int port) {
        SocketAddress server = Listener.resolve("connect", host, port);
        return Client.connect(newSocket(server), server);
    }

    private Descriptor newSocket(SocketAddress server) {
        Object mine = turn;
        synchronized (mine) {
            awaitFork(mine);
            int type = Libc.SOCK_STREAM | Libc.SOCK_CLOEXEC | Libc.SOCK_NONBLOCK;
            Descriptor socket =
                    new Descriptor(Sys.socket(server.family(), type, 0), "client of " + server);
            open.removeIf(old -> !old.isOpen());
            open.add(socket);
            return socket;
        }
    }

    private void awaitFork(Object turn) {
        while (forking) {
            try {
                turn.wait();
            } catch (InterruptedException stopped) {
                throw new SystemCallException(
                        "connect", "", Errno.EINTR, WORDS.get("connect.stopped"));
            }
        }
    }

    public void beforeFork() {
        synchronized (turn) {
            forking = true;
        }
    }

    public void inParent() {
        synchronized (turn) {
            forking = false;
            turn.notifyAll();
        }
    }

    /** Closes the copies of the parent's clients. */
    public void inChild() {
        turn = new Object(); // A thread of the parent may have held the old one.
        forking = false;
        for (Descriptor client : open) {
            client.close("the fork: a client lives only in the process that connected it");
        }
        open.clear();
    }
}
