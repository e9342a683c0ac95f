package forkshell.journal;

import forkshell.libc.SharedMemory;
import forkshell.proc.FdInfo;
import forkshell.proc.Stat;
import forkshell.proc.Status;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reading side: sees what has been written up to now, while it grows, from any process of the
 * same user. Goes on showing what was written when the writers are gone. Blocks nobody, changes
 * nothing, and shows what is intact whatever somebody has written over the rest.
 */
public final class JournalReader {
    private final LifeRing lives;
    private final LaneRing lanes;

    private JournalReader(ByteBuffer memory) {
        lives = new LifeRing(memory);
        lanes = new LaneRing(memory);
    }

    /**
     * Returns the journal that process {@code pid} writes, found among its descriptors; empty when
     * it writes none.
     *
     * @throws IllegalStateException with a sentence, when it has one that forkshell has not made
     */
    public static Optional<JournalReader> of(int pid) {
        return FdInfo.of(pid).orElse(List.of()).stream()
                .filter(descriptor -> descriptor.target().startsWith("/memfd:" + Layout.NAME))
                .findFirst()
                .flatMap(descriptor -> open(Path.of(FdInfo.path(pid, descriptor.fd()))));
    }

    /**
     * Returns the process whose journal tells of process {@code pid}: itself, or the session whose
     * strace(1) traces it.
     */
    public static int ownerOf(int pid) {
        int tracer = Status.of(pid).map(Status::tracer).orElse(0);
        int session = tracer == 0 ? pid : Stat.of(tracer).map(Stat::ppid).orElse(pid);
        return session != pid && of(session).isPresent() ? session : pid;
    }

    private static Optional<JournalReader> open(Path file) {
        try {
            return SharedMemory.read(file, Layout.SIZE).map(JournalReader::new);
        } catch (IllegalStateException foreign) {
            throw new IllegalStateException(
                    file + " is no journal that forkshell made: " + foreign.getMessage() + ".",
                    foreign);
        }
    }

    /** Returns all that is intact and not overwritten, in order of time. */
    public List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        lives.read(EnumSet.allOf(Event.class), entries::add);
        lanes.lanes().forEach(lane -> entries.addAll(lane.exchanges()));
        entries.sort(Comparator.comparingLong(Entry::nanos));
        return entries;
    }

    /** Returns the entries of some kinds, exchanges not among them, in order of time. */
    public List<Entry> lives(Set<Event> kinds) {
        List<Entry> entries = new ArrayList<>();
        lives.read(kinds, entries::add);
        entries.sort(Comparator.comparingLong(Entry::nanos));
        return entries;
    }

    /**
     * Returns the exchanges from {@code nanos} on, in order of time; looks into no lane that ended
     * before.
     */
    public List<Entry> exchangesSince(long nanos) {
        List<Entry> entries = new ArrayList<>();
        lanes.lanes().stream()
                .filter(lane -> !lane.isOlderThan(nanos))
                .forEach(lane -> entries.addAll(lane.exchanges()));
        entries.removeIf(entry -> entry.nanos() < nanos);
        entries.sort(Comparator.comparingLong(Entry::nanos));
        return entries;
    }

    /**
     * Returns the bytes that each process has sent back to its clients, as far as the rings
     * remember.
     *
     * @param begun when the process that bears a pid now began; what an earlier one noted under the
     *     same pid does not count
     */
    public Map<Integer, Long> totals(Map<Integer, Long> begun) {
        Map<Integer, LaneRing.Lane> newest = new HashMap<>();
        for (LaneRing.Lane lane : lanes.lanes()) {
            if (lane.nanos() >= begun.getOrDefault(lane.pid(), 0L)) {
                newest.merge(lane.pid(), lane, (one, two) -> one.nanos() > two.nanos() ? one : two);
            }
        }
        Map<Integer, Long> totals = new HashMap<>();
        newest.forEach((pid, lane) -> totals.put(pid, lane.total()));
        return totals;
    }

    /** Returns what is not shown. */
    public Gaps gaps() {
        Gaps ofLives = lives.gaps();
        Gaps ofLanes = lanes.gaps();
        return new Gaps(
                ofLives.dropped() + ofLanes.dropped(), ofLives.damaged() + ofLanes.damaged());
    }
}
