package forkshell.net;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The clients that this process has connected. A forked child inherits their sockets and must close
 * its copies before it does anything else, or a server would never see the end of a client that the
 * parent closed.
 */
public final class Clients {
    private final List<Client> open = new CopyOnWriteArrayList<>();

    /** Connects a client, see {@link Client#connect}. */
    public Client connect(String host, int port) {
        Client client = Client.connect(host, port);
        open.removeIf(old -> !old.isOpen());
        open.add(client);
        return client;
    }

    /** In a new child: closes the copies of the parent's clients. */
    public void closeInChild() {
        open.forEach(
                client ->
                        client.close(
                                "the fork: a client lives only in the process that connected it"));
        open.clear();
    }
}
