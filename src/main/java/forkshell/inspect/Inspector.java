package forkshell.inspect;

import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.journal.Gaps;
import forkshell.journal.JournalReader;
import forkshell.libc.SocketAddress;
import forkshell.proc.Fact;
import forkshell.proc.FdInfo;
import forkshell.proc.Stat;
import forkshell.proc.TcpSocket;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the kernel knows of one session: a process, what it forked, and what was orphaned on the
 * way. Each call looks anew and answers with a value that no longer changes. Nothing here blocks,
 * changes a process, or throws because one has ended.
 */
public final class Inspector {
    private final int root;
    private final int owner;

    private Inspector(int root, int owner) {
        this.root = root;
        this.owner = owner;
    }

    /**
     * Returns the view of the session whose root is process {@code root}, with the journal that
     * records it: its own, or that of its tracer.
     */
    public static Inspector of(int root) {
        return new Inspector(root, JournalReader.ownerOf(root));
    }

    /** Returns the view of the same process with the journal of process {@code owner}. */
    public Inspector inJournalOf(int owner) {
        return new Inspector(root, owner);
    }

    /** Returns the view of the calling process; in a forked child, that of the child. */
    public static Inspector ofThisProcess() {
        return of(Stat.self().pid());
    }

    /** Returns the root, its descendants, and orphans, in this order. */
    public Table<ProcessRow> ps() {
        return PsTable.of(session(), processes());
    }

    /** Returns the same processes as a tree. */
    public Tree tree() {
        return new TreeBuilder(session(), processes()).tree();
    }

    /** Returns the descriptors of the root. */
    public Table<DescriptorRow> fds() {
        return fds(root);
    }

    /** Returns the descriptors of one process. */
    public Table<DescriptorRow> fds(int pid) {
        return FdTable.of(pid);
    }

    /**
     * Returns two processes side by side, the parent first: what was inherited, closed, and opened
     * since.
     */
    public Table<DescriptorPair> fds(int first, int second) {
        return FdTable.of(first, second);
    }

    /** Returns the TCP sockets that the session holds, with their other ends. */
    public Table<SocketRow> sockets() {
        return SocketTable.of(session());
    }

    /** Returns the sockets that one process of the session holds, with their other ends. */
    public Table<SocketRow> socketsOf(int pid) {
        return SocketTable.of(session(), pid);
    }

    /** Returns the memory of one process. */
    public Memory memory(int pid) {
        return Memory.of(pid);
    }

    /** Returns the signals of one process that are not at their default. */
    public Table<SignalRow> signals(int pid) {
        return SignalTable.of(pid);
    }

    /** Returns what parent and children recorded; empty without a journal. */
    public Table<Entry> journal() {
        return JournalTable.of(
                entries(JournalReader::entries),
                reader().map(JournalReader::gaps).orElse(Gaps.EVERYTHING));
    }

    /** Returns the pids of the root, its descendants and its orphans, zombies included. */
    public Set<Integer> members() {
        return session().all().stream().map(Stat::pid).collect(Collectors.toSet());
    }

    /** Returns the addresses that they listen on. */
    public List<SocketAddress> listening() {
        Sockets sockets = Sockets.now();
        return members().stream()
                .flatMap(pid -> FdInfo.socketsOf(pid).orElse(List.of()).stream())
                .flatMap(inode -> sockets.of(inode).stream())
                .filter(TcpSocket::isListener)
                .map(TcpSocket::local)
                .distinct()
                .toList();
    }

    private ProcessSnapshot session() {
        return ProcessSnapshot.of(root, started());
    }

    private Processes processes() {
        return new Processes(listeners(), echoed());
    }

    private Set<Integer> listeners() {
        return Stream.concat(Stream.of(root), entries(Event.LISTEN).stream().map(Entry::pid))
                .collect(Collectors.toSet());
    }

    private Fact<Map<Integer, Long>> echoed() {
        return reader().map(journal -> Fact.of(withThreads(journal.totals(started()))))
                .orElse(Fact.refused(Notes.JOURNAL));
    }

    /** What a thread under observation sent counts for its process. */
    private Map<Integer, Long> withThreads(Map<Integer, Long> totals) {
        for (Entry thread : entries(Event.THREAD)) {
            Long sent = totals.remove(thread.pid());
            if (sent != null) {
                totals.merge((int) thread.a(), sent, Long::sum);
            }
        }
        return totals;
    }

    private Optional<JournalReader> reader() {
        return JournalReader.of(owner);
    }

    private Map<Integer, Long> started() {
        return entries(Event.START).stream()
                .collect(Collectors.toMap(Entry::pid, Entry::nanos, (first, second) -> second));
    }

    private List<Entry> entries(Event kind) {
        EnumSet<Event> kinds = EnumSet.of(Event.START, Event.THREAD, kind);
        return entries(journal -> journal.lives(kinds)).stream()
                .filter(entry -> entry.event() == kind)
                .toList();
    }

    private List<Entry> entries(Function<JournalReader, List<Entry>> read) {
        List<Entry> all = reader().map(read).orElse(List.of());
        return root == owner ? all : Descent.of(root, all);
    }
}
