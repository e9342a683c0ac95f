package forkshell.inspect;

import forkshell.display.Messages;
import forkshell.inspect.SocketRow.Holder;
import forkshell.libc.SockDiag;
import forkshell.proc.Fact;
import forkshell.proc.FdInfo;
import forkshell.proc.Stat;
import forkshell.proc.TcpSocket;
import forkshell.proc.TcpTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The table of {@code sockets()}: the sockets that a session holds, their other ends, and who holds
 * those.
 */
final class SocketTable {
    private static final Messages WORDS = Messages.of(SocketTable.class);
    private final TcpTable sockets = TcpTable.now();
    private final Map<Long, Integer> maxima = SockDiag.listenQueues();
    private final Map<Long, List<Holder>> holders = new HashMap<>();
    private final int root;
    private final Set<Integer> members;
    private int hidden;

    private SocketTable(ProcessSnapshot session) {
        root = session.root();
        members = session.all().stream().map(Stat::pid).collect(Collectors.toSet());
        session.machine().values().stream()
                .filter(stat -> !stat.isZombie())
                .map(Stat::pid)
                .sorted()
                .forEach(this::note);
    }

    /** Returns the sockets that any process of the session holds. */
    static Table<SocketRow> of(ProcessSnapshot session) {
        SocketTable now = new SocketTable(session);
        return now.table(now::isHeldByMember);
    }

    /** Returns the sockets that process {@code pid} holds. */
    static Table<SocketRow> of(ProcessSnapshot session, int pid) {
        SocketTable now = new SocketTable(session);
        return now.table(
                socket -> now.holders(socket).stream().anyMatch(holder -> holder.pid() == pid));
    }

    private Table<SocketRow> table(Predicate<TcpSocket> isOwn) {
        List<TcpSocket> own = sockets.held().stream().filter(isOwn).toList();
        Set<Integer> ports =
                own.stream()
                        .filter(TcpSocket::isListener)
                        .map(socket -> socket.local().port())
                        .collect(Collectors.toSet());
        Set<String> otherEnds =
                own.stream()
                        .map(socket -> socket.remote() + " " + socket.local())
                        .collect(Collectors.toSet());
        Predicate<TcpSocket> isShown =
                socket ->
                        isOwn.test(socket)
                                || ports.contains(socket.local().port())
                                || otherEnds.contains(socket.local() + " " + socket.remote());
        List<SocketRow> rows =
                TcpSocket.sideBySide(sockets.heldOrOf(ports).filter(isShown)).stream()
                        .map(this::row)
                        .toList();
        return new Table<>(SocketRow.COLUMNS, rows, notes(rows));
    }

    private SocketRow row(TcpSocket socket) {
        Integer maximum = maxima.get(socket.inode());
        Fact<Integer> backlog =
                socket.isListener() && maximum == null
                        ? Fact.refused("backlog")
                        : new Fact<>(maximum, null);
        return new SocketRow(socket, holders(socket), backlog);
    }

    private void note(int pid) {
        Fact<Map<Integer, Long>> held = FdInfo.socketsByNumber(pid);
        hidden += held.isRefused() && members.contains(pid) ? 1 : 0;
        held.orElse(Map.of())
                .forEach(
                        (fd, inode) ->
                                holders.computeIfAbsent(inode, key -> new ArrayList<>())
                                        .add(new Holder(pid, fd)));
    }

    private boolean isHeldByMember(TcpSocket socket) {
        return holders(socket).stream().anyMatch(holder -> members.contains(holder.pid()));
    }

    private List<Holder> holders(TcpSocket socket) {
        return holders.getOrDefault(socket.inode(), List.of());
    }

    private List<String> notes(List<SocketRow> rows) {
        if (hidden > 0) {
            return List.of(WORDS.get("sockets.hidden", hidden));
        }
        if (members.isEmpty()) {
            return PidArgument.absence(root);
        }
        return rows.isEmpty() ? List.of(WORDS.get("sockets.none")) : List.of();
    }
}
