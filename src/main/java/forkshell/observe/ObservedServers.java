package forkshell.observe;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The servers that a session has started. */
public final class ObservedServers {
    private final List<ObservedServer> servers = new CopyOnWriteArrayList<>();

    /** Starts one, as {@link ObservedServer#start} says. */
    public ObservedServer start(String program, String... arguments) {
        ObservedServer server = ObservedServer.start(program, arguments);
        servers.removeIf(other -> !other.isRunning());
        servers.add(server);
        return server;
    }

    /** Returns the one that a process belongs to. */
    public Optional<ObservedServer> ownerOf(int pid) {
        return servers.stream().filter(server -> server.owns(pid)).findFirst();
    }
}
