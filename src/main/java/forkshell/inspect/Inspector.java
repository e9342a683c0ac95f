package forkshell.inspect;

import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.journal.JournalReader;
import forkshell.proc.Stat;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the kernel knows of one session: a process, what it forked, and what was orphaned on the
 * way. Each call looks anew and answers with a value that no longer changes. Nothing here blocks,
 * changes a process, or throws because one has ended.
 */
public final class Inspector {
    private final int root;

    private Inspector(int root) {
        this.root = root;
    }

    public static Inspector of(int root) {
        return new Inspector(root);
    }

    /** The session of the process that asks; in a forked child, that child's own. */
    public static Inspector ofThisProcess() {
        return new Inspector(Stat.self().pid());
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
        return JournalTable.of(JournalReader.of(root));
    }

    private ProcessSnapshot session() {
        return ProcessSnapshot.of(root, started());
    }

    private Processes processes() {
        return new Processes(
                root,
                JournalReader.of(root).map(journal -> journal.totals(started())).orElse(Map.of()));
    }

    private Map<Integer, Long> started() {
        return JournalReader.of(root).map(Inspector::started).orElse(Map.of());
    }

    private static Map<Integer, Long> started(JournalReader journal) {
        return journal.lives(EnumSet.of(Event.START)).stream()
                .collect(Collectors.toMap(Entry::pid, Entry::nanos, (first, second) -> second));
    }
}
