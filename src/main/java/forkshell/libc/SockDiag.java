package forkshell.libc;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The TCP sockets of this network namespace as ss(8) learns of them: by sock_diag(7), which
 * everybody may ask. It tells what /proc/net/tcp does not, and is quick however many sockets there
 * are that nobody asks for.
 */
public final class SockDiag {
    /** Those in any state. */
    public static final int ALL = -1;

    /** Those that listen; the others are not even looked at. */
    public static final int LISTENING = 1 << 10;

    private static final int REQUEST = 72;
    private static final int ROOM = 1 << 15;
    private static final int HEADER = 16;

    // <linux/netlink.h>, <linux/sock_diag.h>, <linux/inet_diag.h>
    private static final int SOCK_DIAG_BY_FAMILY = 20;
    private static final int NLMSG_DONE = 3;
    private static final int NLMSG_ERROR = 2;
    private static final int NLM_F_REQUEST = 1;
    private static final int NLM_F_REQUEST_DUMP = 0x301;
    private static final int FAMILY = HEADER;
    private static final int PROTOCOL = HEADER + 1;
    private static final int STATES = HEADER + 4;
    private static final int WANTED_PORTS = HEADER + 8;
    private static final int WANTED_LOCAL = HEADER + 12;
    private static final int WANTED_REMOTE = HEADER + 28;
    private static final int ANY_COOKIE = HEADER + 48;
    private static final int STATE = HEADER + 1;
    private static final int PORTS = HEADER + 4;
    private static final int LOCAL = HEADER + 8;
    private static final int REMOTE = HEADER + 24;
    private static final int READ_QUEUE = HEADER + 56;
    private static final int WRITE_QUEUE = HEADER + 60;
    private static final int INODE = HEADER + 68;

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private SockDiag() {}

    /**
     * One socket.
     *
     * @param state as the kernel numbers it
     * @param readQueue bytes not read yet; of a listener the connections not accepted yet
     * @param writeQueue bytes not acknowledged yet; of a listener the most that may wait
     * @param inode names it in /proc/PID/fd; 0 when no process holds it
     */
    public record Socket(
            int state,
            SocketAddress local,
            SocketAddress remote,
            long readQueue,
            long writeQueue,
            long inode) {}

    /**
     * Returns how many clients each listener lets wait, by its inode; empty when the kernel is
     * mute.
     */
    public static Map<Long, Integer> listenQueues() {
        return sockets(LISTENING, 0, 0).orElse(List.of()).stream()
                .collect(Collectors.toMap(Socket::inode, s -> (int) s.writeQueue(), Math::max));
    }

    /**
     * Returns the sockets in these states with these ports; any port where it is 0.
     *
     * @param states a bit for each state
     * @return empty when the kernel does not tell
     */
    public static Optional<List<Socket>> sockets(int states, int localPort, int remotePort) {
        Optional<List<Socket>> ipv4 = dump(Libc.AF_INET, states, localPort, remotePort);
        Optional<List<Socket>> ipv6 = dump(Libc.AF_INET6, states, localPort, remotePort);
        return ipv4.flatMap(four -> ipv6.map(six -> both(four, six)));
    }

    private static Optional<List<Socket>> dump(
            int family, int states, int localPort, int remotePort) {
        return ask(
                buffer -> {
                    prepare(buffer, NLM_F_REQUEST_DUMP, family, localPort, remotePort);
                    buffer.putInt(STATES, states);
                });
    }

    private static List<Socket> both(List<Socket> four, List<Socket> six) {
        return Stream.concat(four.stream(), six.stream()).toList();
    }

    /**
     * Returns the end with the local port of a connection of 127.0.0.1 with itself, which the
     * kernel finds without a search.
     *
     * @return no or one socket; empty when the kernel does not tell
     */
    public static Optional<List<Socket>> connection(int localPort, int remotePort) {
        return ask(
                buffer -> {
                    prepare(buffer, NLM_F_REQUEST, Libc.AF_INET, localPort, remotePort);
                    buffer.put(WANTED_LOCAL, LOOPBACK, 0, LOOPBACK.length);
                    buffer.put(WANTED_REMOTE, LOOPBACK, 0, LOOPBACK.length);
                    buffer.putLong(ANY_COOKIE, -1);
                });
    }

    private static void prepare(
            NativeBuffer buffer, int flags, int family, int localPort, int remotePort) {
        buffer.clear();
        buffer.putInt(0, REQUEST);
        buffer.putShort(4, SOCK_DIAG_BY_FAMILY);
        buffer.putShort(6, flags);
        buffer.putByte(FAMILY, (byte) family);
        buffer.putByte(PROTOCOL, (byte) Libc.IPPROTO_TCP);
        putPort(buffer, WANTED_PORTS, localPort);
        putPort(buffer, WANTED_PORTS + 2, remotePort);
    }

    private static void putPort(NativeBuffer buffer, int at, int port) {
        buffer.putByte(at, (byte) (port >> 8));
        buffer.putByte(at + 1, (byte) port);
    }

    private static Optional<List<Socket>> ask(Consumer<NativeBuffer> request) {
        int fd =
                Libc.socket(
                        Libc.AF_NETLINK, Libc.SOCK_RAW | Libc.SOCK_CLOEXEC, Libc.NETLINK_SOCK_DIAG);
        if (fd < 0) {
            return Optional.empty();
        }
        try (NativeBuffer buffer = new NativeBuffer(ROOM)) {
            request.accept(buffer);
            boolean all = buffer.getShort(6) == NLM_F_REQUEST_DUMP;
            Libc.send(fd, buffer.address(), REQUEST, 0);
            List<Socket> sockets = new ArrayList<>();
            return answers(fd, buffer, sockets, all) ? Optional.of(sockets) : Optional.empty();
        } finally {
            Libc.close(fd);
        }
    }

    /** The kernel has answered when send(2) returns, but for the rest of a long answer. */
    private static boolean answers(int fd, NativeBuffer buffer, List<Socket> sockets, boolean all) {
        long length;
        while ((length = Libc.recv(fd, buffer.address(), ROOM, Libc.MSG_DONTWAIT)) > 0) {
            int at = 0;
            while (at + HEADER <= length) {
                int type = buffer.getShort(at + 4);
                if (type != SOCK_DIAG_BY_FAMILY) {
                    return type == NLMSG_DONE || type == NLMSG_ERROR && isAbsent(buffer, at);
                }
                sockets.add(socket(buffer, at));
                at += buffer.getInt(at) + 3 & ~3;
            }
            if (!all) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAbsent(NativeBuffer buffer, int at) {
        return buffer.getInt(at + HEADER) == -Errno.ENOENT.number();
    }

    private static Socket socket(NativeBuffer answer, int at) {
        boolean ipv4 = answer.getByte(at + FAMILY) == Libc.AF_INET;
        byte[] ports = new byte[4];
        answer.get(at + PORTS, ports, 0, ports.length);
        return new Socket(
                answer.getByte(at + STATE),
                address(answer, at + LOCAL, ipv4, (ports[0] & 0xff) << 8 | ports[1] & 0xff),
                address(answer, at + REMOTE, ipv4, (ports[2] & 0xff) << 8 | ports[3] & 0xff),
                Integer.toUnsignedLong(answer.getInt(at + READ_QUEUE)),
                Integer.toUnsignedLong(answer.getInt(at + WRITE_QUEUE)),
                Integer.toUnsignedLong(answer.getInt(at + INODE)));
    }

    private static SocketAddress address(NativeBuffer answer, int at, boolean ipv4, int port) {
        byte[] bytes = new byte[ipv4 ? 4 : 16];
        answer.get(at, bytes, 0, bytes.length);
        try {
            return SocketAddress.of(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 or 16 bytes are an address", e);
        }
    }
}
