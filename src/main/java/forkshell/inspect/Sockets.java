package forkshell.inspect;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import forkshell.libc.SocketAddress;
import forkshell.proc.FdInfo;
import forkshell.proc.TcpSocket;
import forkshell.proc.TcpTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The held TCP sockets of this machine at one moment, found by the descriptors that hold them. */
record Sockets(Map<Long, TcpSocket> byInode) {

    static Sockets now() {
        return new Sockets(
                TcpTable.now().held().stream()
                        .filter(socket -> socket.inode() != 0)
                        .collect(toMap(TcpSocket::inode, identity(), (first, second) -> first)));
    }

    Optional<TcpSocket> of(FdInfo descriptor) {
        return descriptor.socket().stream().boxed().findFirst().flatMap(this::of);
    }

    Optional<TcpSocket> of(long inode) {
        return Optional.ofNullable(byInode.get(inode));
    }

    /** Returns the ports that the sockets of these inodes listen on. */
    Set<Integer> listeningPorts(List<Long> inodes) {
        return inodes.stream()
                .flatMap(inode -> of(inode).stream())
                .filter(TcpSocket::isListener)
                .map(socket -> socket.local().port())
                .collect(Collectors.toSet());
    }

    /**
     * Returns the other side of a call on this descriptor: a peer, the address of a listener, a
     * path.
     */
    String partner(FdInfo descriptor) {
        return of(descriptor)
                .map(socket -> socket.isListener() ? socket.local() : socket.remote())
                .map(SocketAddress::toString)
                .orElse(descriptor.target());
    }

    /** Returns the target, with the addresses and the state of a TCP socket. */
    String describe(FdInfo descriptor) {
        return of(descriptor).map(Sockets::describe).orElse(descriptor.target());
    }

    private static String describe(TcpSocket socket) {
        String local = "tcp " + socket.local();
        return socket.isListener()
                ? local + " LISTEN"
                : local + " -> " + socket.remote() + " " + socket.state();
    }
}
