package forkshell.inspect;

import forkshell.proc.Access;
import forkshell.proc.Fact;
import forkshell.proc.FdInfo;
import forkshell.proc.MemoryMap;
import forkshell.proc.Stat;
import forkshell.proc.Status;
import forkshell.proc.TcpSocket;
import forkshell.process.Exit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Looks closely at the processes of a session. */
public final class Processes {
    private final Sockets sockets = Sockets.now();
    private final Set<Integer> servedPorts;
    private final Fact<Map<Integer, Long>> echoed;

    /**
     * Reads the sockets of this moment.
     *
     * @param listeners the processes whose clients count as peers
     * @param echoed bytes that each process has sent back, by pid; refused when nobody notes them
     */
    public Processes(Set<Integer> listeners, Fact<Map<Integer, Long>> echoed) {
        this.echoed = echoed;
        servedPorts =
                listeners.stream()
                        .map(pid -> FdInfo.socketsOf(pid).orElse(List.of()))
                        .flatMap(inodes -> sockets.listeningPorts(inodes).stream())
                        .collect(Collectors.toSet());
    }

    /** Returns nothing when the process ended, or its pid went to another, while we looked. */
    public Optional<ProcessRow> row(Stat found) {
        return now(found).map(this::look).filter(row -> now(found).isPresent());
    }

    private static Optional<Stat> now(Stat found) {
        return Optional.ofNullable(Stat.of(found.pid()).orElse(null)).filter(found::isSameProcess);
    }

    private ProcessRow look(Stat stat) {
        return new ProcessRow(
                stat.pid(),
                stat.ppid(),
                stat.pgid(),
                ProcessState.of(stat),
                stat.age(),
                stat.cpu(),
                stat.threads(),
                Status.of(stat.pid()).map(Status::residentBytes).orElse(0L),
                ofTheLiving(stat, pid -> MemoryMap.of(pid).map(MemoryMap::pss)),
                ofTheLiving(stat, pid -> Blocked.in(pid, sockets)),
                ofTheLiving(stat, this::peer),
                echoed.flatMap(totals -> new Fact<>(totals.get(stat.pid()), null)),
                exit(stat),
                stat.command());
    }

    /** A zombie has neither memory nor descriptors, nor does it wait in a call. */
    private static <T> Fact<T> ofTheLiving(Stat stat, IntFunction<Fact<T>> look) {
        return stat.isZombie() ? Fact.none() : look.apply(stat.pid());
    }

    private Fact<String> peer(int pid) {
        return FdInfo.socketsOf(pid).flatMap(this::peers);
    }

    private Fact<String> peers(List<Long> inodes) {
        List<String> peers =
                inodes.stream()
                        .flatMap(inode -> sockets.of(inode).stream())
                        .filter(this::isServed)
                        .map(socket -> socket.remote().toString())
                        .distinct()
                        .toList();
        String more = peers.size() > 1 ? " +" + (peers.size() - 1) : "";
        return peers.isEmpty() ? Fact.none() : Fact.of(peers.get(0) + more);
    }

    private boolean isServed(TcpSocket socket) {
        return !socket.isListener() && servedPorts.contains(socket.local().port());
    }

    private static Fact<Exit> exit(Stat stat) {
        if (!stat.isZombie()) {
            return Fact.none();
        }
        return Access.isGranted(stat.pid())
                ? Fact.of(new Exit(stat.pid(), stat.waitStatus()))
                : Fact.refused("stat");
    }
}
