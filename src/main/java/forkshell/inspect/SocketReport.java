package forkshell.inspect;

import forkshell.inspect.SocketRow.Holder;
import forkshell.proc.Descriptor;
import forkshell.proc.Fact;
import forkshell.proc.Stat;
import forkshell.proc.TcpSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes the table of {@code sockets()}: those that a session holds, their other ends, and who holds
 * those.
 */
final class SocketReport {
    private final Sockets sockets = Sockets.now();
    private final Map<Long, List<Holder>> holders = new HashMap<>();
    private final Set<Integer> members;
    private int hidden;

    SocketReport(Session session) {
        members = session.all().stream().map(Stat::pid).collect(Collectors.toSet());
        session.machine().keySet().stream().sorted().forEach(this::note);
    }

    Table<SocketRow> table() {
        List<TcpSocket> own = sockets.all().stream().filter(this::isHeldByMember).toList();
        Set<Integer> ports =
                own.stream()
                        .filter(TcpSocket::isListener)
                        .map(socket -> socket.local().port())
                        .collect(Collectors.toSet());
        List<SocketRow> rows =
                sockets.all().stream()
                        .filter(
                                socket ->
                                        own.contains(socket)
                                                || ports.contains(socket.local().port())
                                                || own.stream().anyMatch(socket::isOtherEndOf))
                        .map(socket -> new SocketRow(socket, holders(socket)))
                        .toList();
        return new Table<>(SocketRow.COLUMNS, rows, notes(rows));
    }

    private void note(int pid) {
        Fact<List<Descriptor>> descriptors = Descriptor.of(pid);
        hidden += descriptors.isRefused() && members.contains(pid) ? 1 : 0;
        for (Descriptor descriptor : descriptors.orElse(List.of())) {
            descriptor
                    .socket()
                    .ifPresent(
                            inode ->
                                    holders.computeIfAbsent(inode, key -> new ArrayList<>())
                                            .add(new Holder(pid, descriptor.fd())));
        }
    }

    private boolean isHeldByMember(TcpSocket socket) {
        return holders(socket).stream().anyMatch(holder -> members.contains(holder.pid()));
    }

    private List<Holder> holders(TcpSocket socket) {
        return holders.getOrDefault(socket.inode(), List.of());
    }

    private List<String> notes(List<SocketRow> rows) {
        if (hidden > 0) {
            return List.of(
                    "The kernel does not show this user the sockets of "
                            + hidden
                            + " of the session's processes.");
        }
        return rows.isEmpty() ? List.of("This session holds no TCP socket.") : List.of();
    }
}
