package forkshell.watch;

import forkshell.inspect.Descent;
import forkshell.inspect.ProcessRow;
import forkshell.inspect.ProcessSnapshot;
import forkshell.inspect.Processes;
import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.journal.Gaps;
import forkshell.journal.JournalReader;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;
import forkshell.libc.SystemCallException;
import forkshell.proc.Fact;
import forkshell.proc.Stat;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another process's session, looked at again and again. It goes on seeing the journal when that
 * session has been killed.
 */
final class Live {
    private static final long RECENT_NANOS = 1_000_000_000;
    private static final long MAX_AGE_NANOS = 500_000_000;
    private static final EnumSet<Event> TOLD = EnumSet.complementOf(EnumSet.of(Event.EXCHANGE));

    private static final Map<String, Signal> SIGNALS =
            Stream.of(Signal.SIGTERM, Signal.SIGKILL, Signal.SIGSTOP, Signal.SIGCONT)
                    .collect(Collectors.toMap(Signal::name, signal -> signal));

    private record Kept(Stat stat, ProcessRow row, long nanos) {}

    private final Map<Integer, Kept> kept = new HashMap<>();
    private final int root;
    private Optional<JournalReader> journal = Optional.empty();
    private boolean isOfTracer;

    Live(int root) {
        this.root = root;
    }

    int root() {
        return root;
    }

    /** Its own journal, or that of the session whose strace traces it. */
    private void findJournal() {
        if (journal.isEmpty()) {
            int owner = JournalReader.ownerOf(root);
            isOfTracer = owner != root;
            journal = JournalReader.of(owner);
        }
    }

    private List<Entry> own(List<Entry> entries) {
        return isOfTracer ? Descent.of(root, entries) : entries;
    }

    /** Of exchanges those whose processes {@code lives} tells of. */
    private List<Entry> own(List<Entry> lives, List<Entry> exchanges) {
        Set<Integer> pids = lives.stream().map(Entry::pid).collect(Collectors.toSet());
        return isOfTracer
                ? exchanges.stream().filter(entry -> pids.contains(entry.pid())).toList()
                : exchanges;
    }

    /** Returns what the session is doing now. */
    Overview look() {
        findJournal();
        List<Entry> lives = own(journal.map(reader -> reader.lives(TOLD)).orElse(List.of()));
        Map<Integer, Long> started = started(lives);
        Map<Integer, Long> echoed = journal.map(reader -> reader.totals(started)).orElse(Map.of());
        long now = System.nanoTime();
        List<Entry> exchanges =
                own(
                        lives,
                        journal.map(reader -> reader.exchangesSince(now - RECENT_NANOS))
                                .orElse(List.of()));
        return new Overview(
                now,
                Overview.members(ProcessSnapshot.of(root, started), peers(lives), echoed),
                recent(lives, exchanges),
                started.values().stream().filter(time -> time >= now - RECENT_NANOS).count(),
                exchanges.size(),
                echoed.values().stream().mapToLong(bytes -> bytes).sum(),
                journal.map(JournalReader::gaps).orElse(Gaps.EVERYTHING));
    }

    private static List<Entry> recent(List<Entry> lives, List<Entry> exchanges) {
        int shown = 200;
        return Stream.concat(tail(lives, shown), tail(exchanges, shown))
                .sorted(Comparator.comparingLong(Entry::nanos))
                .toList();
    }

    private static Stream<Entry> tail(List<Entry> entries, int count) {
        return entries.subList(Math.max(0, entries.size() - count), entries.size()).stream();
    }

    private static Map<Integer, Long> started(List<Entry> lives) {
        Map<Integer, Long> started = new HashMap<>();
        lives.stream()
                .filter(entry -> entry.event() == Event.START)
                .forEach(entry -> started.put(entry.pid(), entry.nanos()));
        return started;
    }

    private static Map<Integer, String> peers(List<Entry> lives) {
        Map<Integer, Entry> serving = new HashMap<>();
        for (Entry entry : lives) {
            if (entry.event() == Event.SERVE) {
                serving.put(entry.pid(), entry);
            } else if (entry.event() == Event.START) {
                serving.remove(entry.pid());
            }
        }
        Map<Integer, String> peers = new HashMap<>();
        serving.forEach((pid, entry) -> peers.put(pid, entry.address().toString()));
        return peers;
    }

    /**
     * Looks closely at some of the processes, which an {@link Overview} found. That is dear where
     * many share much memory, so one that did not change its state is looked at twice a second.
     */
    List<ProcessRow> rows(List<Member> members) {
        List<Stat> changed = members.stream().map(Member::stat).filter(this::isDue).toList();
        if (!changed.isEmpty()) {
            kept.values().removeIf(last -> !isFresh(last));
            Set<Integer> listeners = listeners();
            Processes processes =
                    new Processes(
                            listeners, journal.isPresent() ? Fact.none() : Fact.refused("journal"));
            changed.forEach(stat -> keep(stat, processes.row(stat)));
        }
        return members.stream().flatMap(member -> kept(member.pid())).toList();
    }

    /** The root, and those whose listening was noted. */
    private Set<Integer> listeners() {
        List<Entry> noted =
                journal.map(reader -> reader.lives(EnumSet.of(Event.LISTEN))).orElse(List.of());
        return Stream.concat(Stream.of(root), noted.stream().map(Entry::pid))
                .collect(Collectors.toSet());
    }

    private boolean isDue(Stat stat) {
        Kept last = kept.get(stat.pid());
        return last == null
                || !last.stat.isSameProcess(stat)
                || last.stat.code() != stat.code()
                || !isFresh(last);
    }

    private static boolean isFresh(Kept last) {
        return System.nanoTime() - last.nanos <= MAX_AGE_NANOS;
    }

    private void keep(Stat stat, Optional<ProcessRow> row) {
        kept.remove(stat.pid());
        row.ifPresent(seen -> kept.put(stat.pid(), new Kept(stat, seen, System.nanoTime())));
    }

    private Stream<ProcessRow> kept(int pid) {
        return Optional.ofNullable(kept.get(pid)).map(Kept::row).stream();
    }

    /**
     * Sends a signal to a process of the session, but not to its root.
     *
     * @param name such as {@code SIGTERM}
     * @throws IllegalArgumentException with a sentence, when it is not one, or has ended
     */
    void signal(Member target, String name) {
        if (target.pid() == root) {
            throw new IllegalArgumentException(
                    root + " is the session itself; choose one of its children.");
        }
        if (!Stat.of(target.pid()).map(target.stat()::isSameProcess).orElse(false)) {
            throw new IllegalArgumentException("Process " + target.pid() + " has ended.");
        }
        try {
            SignalCalls.kill(target.pid(), SIGNALS.get(name));
        } catch (SystemCallException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }
}
