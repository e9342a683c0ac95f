package forkshell.proc;

import forkshell.libc.SockDiag;
import forkshell.libc.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of /proc/net/tcp or /proc/net/tcp6: one end of a connection, or a listening socket.
 *
 * @param receiveQueue bytes that arrived and were not read; for a listener the connections that
 *     nobody accepted yet
 * @param sendQueue bytes sent and not acknowledged
 * @param inode names the socket in /proc/PID/fd; 0 when no process holds it (TIME_WAIT)
 */
public record TcpSocket(
        SocketAddress local,
        SocketAddress remote,
        TcpState state,
        long receiveQueue,
        long sendQueue,
        long inode) {

    /**
     * Returns the sockets with {@code port} at either end; quick, however many others there are.
     */
    public static List<TcpSocket> of(int port) {
        Optional<List<SockDiag.Socket>> local = SockDiag.sockets(SockDiag.ALL, port, 0);
        Optional<List<SockDiag.Socket>> remote = SockDiag.sockets(SockDiag.ALL, 0, port);
        if (local.isEmpty() || remote.isEmpty()) {
            String written = written(port);
            return lines().filter(line -> line.contains(written)).map(TcpSocket::parse).toList();
        }
        return Stream.concat(local.get().stream(), remote.get().stream())
                .distinct()
                .map(TcpSocket::of)
                .toList();
    }

    /** Returns those that listen on {@code port}; quicker still. */
    public static List<TcpSocket> listeners(int port) {
        return SockDiag.sockets(SockDiag.LISTENING, port, 0)
                .map(found -> found.stream().map(TcpSocket::of).toList())
                .orElseGet(
                        () ->
                                of(port).stream()
                                        .filter(TcpSocket::isListener)
                                        .filter(socket -> socket.local.port() == port)
                                        .toList());
    }

    /**
     * Returns the end of a connection of 127.0.0.1 with itself that has the local port; at once.
     */
    public static Optional<TcpSocket> connection(int localPort, int remotePort) {
        return SockDiag.connection(localPort, remotePort)
                .map(found -> found.stream().map(TcpSocket::of).toList())
                .orElseGet(() -> of(remotePort))
                .stream()
                .filter(socket -> socket.local.port() == localPort)
                .filter(socket -> socket.remote.port() == remotePort)
                .findFirst();
    }

    /** Of a listener, /proc has no second queue. */
    private static TcpSocket of(SockDiag.Socket socket) {
        TcpState state = TcpState.of(socket.state());
        return new TcpSocket(
                socket.local(),
                socket.remote(),
                state,
                socket.readQueue(),
                state == TcpState.LISTEN ? 0 : socket.writeQueue(),
                socket.inode());
    }

    /** Returns a port as it stands in a line, whichever end it is of. */
    static String written(int port) {
        return String.format(":%04X ", port);
    }

    /** Counts the TCP sockets among these inodes. */
    public static int among(List<Long> inodes) {
        List<String> words = inodes.stream().map(inode -> " " + inode + " ").toList();
        return (int) lines().filter(line -> words.stream().anyMatch(line::contains)).count();
    }

    /** Listeners first, the two ends of a connection side by side. */
    public static List<TcpSocket> sideBySide(Stream<TcpSocket> sockets) {
        return sockets.map(Placed::of).sorted().map(Placed::socket).toList();
    }

    static Stream<String> lines() {
        return Stream.of("self/net/tcp", "self/net/tcp6")
                .flatMap(name -> ProcFile.text(name).orElse("").lines().skip(1));
    }

    public boolean isListener() {
        return state == TcpState.LISTEN;
    }

    /** A socket with its place in the order, made once and compared often. */
    private record Placed(TcpSocket socket, String place) implements Comparable<Placed> {
        static Placed of(TcpSocket socket) {
            String local = socket.local.toString();
            String remote = socket.remote.toString();
            boolean first = local.compareTo(remote) < 0;
            String connection = first ? local + " " + remote : remote + " " + local;
            String kind = socket.isListener() ? "0 " : "1 ";
            return new Placed(
                    socket, kind + connection + String.format(" %05d", socket.local.port()));
        }

        @Override
        public int compareTo(Placed other) {
            return place.compareTo(other.place);
        }
    }

    static TcpSocket parse(String line) {
        String[] words = line.trim().split("\\s+");
        String[] queues = words[4].split(":");
        return new TcpSocket(
                address(words[1]),
                address(words[2]),
                TcpState.of(Integer.parseInt(words[3], 16)),
                Long.parseLong(queues[1], 16),
                Long.parseLong(queues[0], 16),
                Long.parseLong(words[9]));
    }

    /** Four bytes a group, each group in the machine's byte order. */
    private static SocketAddress address(String text) {
        String[] parts = text.split(":");
        ByteBuffer bytes =
                ByteBuffer.allocate(parts[0].length() / 2).order(ByteOrder.nativeOrder());
        for (int i = 0; i < parts[0].length(); i += 8) {
            bytes.putInt(Integer.parseUnsignedInt(parts[0].substring(i, i + 8), 16));
        }
        try {
            return SocketAddress.of(
                    InetAddress.getByAddress(bytes.array()), Integer.parseInt(parts[1], 16));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address of /proc/net/tcp: " + text, e);
        }
    }
}
