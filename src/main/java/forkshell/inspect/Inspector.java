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

    /** A process, and the journal that tells of it: its own, or that of who traces it. */
    public static Inspector of(int root) {
        return new Inspector(root, JournalReader.ownerOf(root));
    }

    /** The same process, of which not its own journal tells but that of process {@code owner}. */
    public Inspector inJournalOf(int owner) {
        return new Inspector(root, owner);
    }

    /** The session of the process that asks; in a forked child, that child's own. */
    public static Inspector ofThisProcess() {
        return of(Stat.self().pid());
    }

    /** The root first, then its descendants, then orphans. */
    public Table<ProcessRow> ps() {
        Processes processes = processes();
        List<ProcessRow> rows =
                session().all().stream().flatMap(stat -> processes.row(stat).stream()).toList();
        return new Table<>(ProcessRow.COLUMNS, rows, Notes.of(ProcessRow.COLUMNS, rows));
    }

    public Tree tree() {
        return new TreeBuilder(session(), processes()).tree();
    }

    /** The root's own descriptors. */
    public Table<DescriptorRow> fds() {
        return fds(root);
    }

    public Table<DescriptorRow> fds(int pid) {
        return new Descriptors().of(pid);
    }

    /**
     * Two processes side by side, the parent first: what was inherited, what was closed, what was
     * opened since.
     */
    public Table<DescriptorPair> fds(int first, int second) {
        return new Descriptors().sideBySide(first, second);
    }

    public Table<SocketRow> sockets() {
        return new SocketReport(session()).table();
    }

    /** Those that one process of the session holds, with their other ends. */
    public Table<SocketRow> socketsOf(int pid) {
        return new SocketReport(session()).table(pid);
    }

    public Memory memory(int pid) {
        return Memory.of(pid);
    }

    public Table<SignalRow> signals(int pid) {
        return SignalRow.table(pid);
    }

    /** What parent and children noted; empty when this session keeps no journal. */
    public Table<Entry> journal() {
        return JournalTable.of(
                entries(JournalReader::entries),
                reader().map(JournalReader::gaps).orElse(Gaps.NONE));
    }

    /**
     * The root, its descendants and its orphans, those that have ended and were not reaped, too.
     */
    public Set<Integer> members() {
        return session().all().stream().map(Stat::pid).collect(Collectors.toSet());
    }

    /** The addresses that they listen on. */
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
