package forkshell.jupyter.zmtp;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One listening socket, and who is connected to it. Thread-safe. */
public final class Endpoint {
    private static final int MOST_PEERS = 256;

    /** As long as a subscriber may be too busy to read anything. */
    private static final long READ_TIMEOUT_MILLIS = 1000;

    private final SocketType type;
    private final Receiver receiver;
    private final Set<Peer> peers = ConcurrentHashMap.newKeySet();

    Endpoint(SocketType type, Receiver receiver) {
        this.type = type;
        this.receiver = receiver;
    }

    SocketType type() {
        return type;
    }

    /** Takes a peer in; where there are too many, the oldest that is not trusted makes room. */
    void add(Peer peer) {
        if (peers.size() >= MOST_PEERS) {
            peers.stream()
                    .filter(each -> !each.isTrusted())
                    .max((one, two) -> Long.compare(one.ageMillis(), two.ageMillis()))
                    .ifPresent(this::disconnect);
        }
        peers.add(peer);
    }

    void disconnect(Peer peer) {
        peers.remove(peer);
        peer.close();
    }

    void take(Peer peer, List<byte[]> message) {
        if (type == SocketType.PUB) {
            peer.subscribe(message.get(0));
        } else {
            receiver.take(peer, message);
        }
    }

    /** Lets what was sent arrive, up to {@code millis} in all, then disconnects everybody. */
    void close(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (Peer peer : peers) {
            peer.awaitSent((end - System.nanoTime()) / 1_000_000);
            disconnect(peer);
        }
    }

    /** Returns the peers that call themselves so. */
    public List<Peer> peers(String identity) {
        return peers.stream().filter(peer -> peer.identity().equals(identity)).toList();
    }

    /**
     * Sends to each peer that has subscribed to the first frame. Waits for those that read too
     * slowly, and disconnects those that do not read at all.
     */
    public void publish(List<byte[]> message) {
        ByteBuffer bytes = Frames.of(message);
        for (Peer peer : peers) {
            if (peer.wants(message.get(0))) {
                peer.send(bytes.duplicate(), READ_TIMEOUT_MILLIS);
            }
        }
    }
}
