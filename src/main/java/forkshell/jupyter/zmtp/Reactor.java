package forkshell.jupyter.zmtp;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Serves any number of sockets in one thread, a piece of each peer's bytes at a time. Whoever makes
 * it closes it, which disconnects everybody.
 */
public final class Reactor implements AutoCloseable {
    /** What an unfinished message may take. */
    public static final int MOST_MESSAGE_BYTES = 8 << 20;

    /** What all unfinished messages together may take; then the greatest is left out. */
    private static final int MOST_HELD_BYTES = 16 << 20;

    private static final int PIECE_BYTES = 64 << 10;
    private static final int GREETING_MILLIS = 10_000;
    private static final int SWEEP_INTERVAL_MILLIS = 1_000;

    /** What each socket has to send the last replies. */
    private static final int FAREWELL_MILLIS = 200;

    private final Selector selector;
    private final Consumer<String> log;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
    private final List<ServerSocketChannel> servers = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();

    private record Link(Endpoint endpoint, Peer peer, MessageReader reader) {}

    /**
     * @param log takes a sentence for each peer that is disconnected for what it sends
     */
    public Reactor(Consumer<String> log) throws IOException {
        this.selector = Selector.open();
        this.log = log;
    }

    /**
     * Listens on an address.
     *
     * @throws java.net.BindException when the address is taken, or not this computer's
     */
    public Endpoint bind(SocketType type, SocketAddress address, Receiver receiver)
            throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        ServerSocketChannel server =
                unix
                        ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        : ServerSocketChannel.open();
        try {
            server.bind(address).configureBlocking(false);
            Endpoint endpoint = new Endpoint(type, receiver);
            server.register(selector, SelectionKey.OP_ACCEPT, endpoint);
            servers.add(server);
            endpoints.add(endpoint);
            return endpoint;
        } catch (IOException refused) {
            server.close();
            throw refused;
        }
    }

    /** Begins to serve. */
    public void start() {
        Thread thread = new Thread(this::serve, "jupyter-sockets");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        long swept = System.nanoTime();
        try {
            while (selector.isOpen()) {
                selector.select(this::serve, SWEEP_INTERVAL_MILLIS);
                if (System.nanoTime() - swept > SWEEP_INTERVAL_MILLIS * 1_000_000L) {
                    links().stream().filter(Reactor::isMute).forEach(this::drop);
                    swept = System.nanoTime();
                }
            }
        } catch (IOException | ClosedSelectorException closed) {
            return; // nobody is left to be served
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof Endpoint endpoint) {
            accept((ServerSocketChannel) key.channel(), endpoint);
            return;
        }
        Link link = (Link) key.attachment();
        try {
            if (key.isWritable()) {
                link.peer.write();
            }
            if (key.isReadable()) {
                read(link);
            }
        } catch (ProtocolException wrong) {
            log.accept("A peer was disconnected: " + wrong.getMessage() + ".");
            drop(link);
        } catch (IOException | RuntimeException | OutOfMemoryError gone) {
            drop(link);
        }
    }

    private void accept(ServerSocketChannel server, Endpoint endpoint) {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                welcome(channel, endpoint);
            }
        } catch (IOException gone) {
            return; // before it was served
        }
    }

    private void welcome(SocketChannel channel, Endpoint endpoint) throws IOException {
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Peer peer = new Peer(channel, key);
        MessageReader reader =
                new MessageReader(
                        MOST_MESSAGE_BYTES, peer::command, message -> endpoint.take(peer, message));
        key.attach(new Link(endpoint, peer, reader));
        endpoint.add(peer);
        peer.send(Frames.greeting(endpoint.type()), 0);
    }

    private void read(Link link) throws IOException {
        int count = link.peer.read(piece.clear());
        if (count < 0) {
            drop(link);
            return;
        }
        link.reader.take(piece.flip());
        if (link.reader.heldBytes() > PIECE_BYTES) {
            keepWithinBounds();
        }
    }

    private void keepWithinBounds() {
        List<Link> links = links();
        long held = links.stream().mapToLong(link -> link.reader.heldBytes()).sum();
        if (held > MOST_HELD_BYTES) {
            links.stream()
                    .max(Comparator.comparingInt(link -> link.reader.heldBytes()))
                    .ifPresent(this::drop);
        }
    }

    private List<Link> links() {
        return selector.keys().stream()
                .map(SelectionKey::attachment)
                .filter(Link.class::isInstance)
                .map(Link.class::cast)
                .toList();
    }

    private static boolean isMute(Link link) {
        return !link.reader.isGreeted() && link.peer.ageMillis() > GREETING_MILLIS;
    }

    private void drop(Link link) {
        link.endpoint.disconnect(link.peer);
    }

    @Override
    public void close() {
        try {
            for (ServerSocketChannel server : servers) {
                server.close();
            }
            endpoints.forEach(endpoint -> endpoint.close(FAREWELL_MILLIS));
            selector.close();
        } catch (IOException closed) {
            return; // that was wanted
        }
    }
}
