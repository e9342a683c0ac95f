package forkshell.journal;

import forkshell.proc.Descriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
 * same user. Goes on showing what was written when the writers are gone. Blocks nobody and changes
 * nothing.
 */
public final class JournalReader {
    private static final Event[] EVENTS = Event.values();

    private final ByteBuffer memory;

    private JournalReader(ByteBuffer memory) {
        this.memory = memory;
    }

    /**
     * The journal that process {@code pid} writes, found among its descriptors; empty when it
     * writes none.
     */
    public static Optional<JournalReader> of(int pid) {
        return Descriptor.of(pid).orElse(List.of()).stream()
                .filter(descriptor -> descriptor.target().startsWith("/memfd:" + Layout.NAME))
                .findFirst()
                .flatMap(descriptor -> open(Path.of("/proc/" + pid + "/fd/" + descriptor.fd())));
    }

    private static Optional<JournalReader> open(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer memory = channel.map(MapMode.READ_ONLY, 0, Layout.SIZE);
            return Optional.of(new JournalReader(memory.order(ByteOrder.nativeOrder())));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** All that is finished and not overwritten, in order of time. */
    public List<Entry> entries() {
        List<Entry> entries = lives(EnumSet.allOf(Event.class));
        for (long number = oldestLane(), end = lanes(); number < end; number++) {
            readLane(number, entries);
        }
        entries.sort(Comparator.comparingLong(Entry::nanos));
        return entries;
    }

    /**
     * The entries of some kinds, exchanges not among them, in the order in which they were noted.
     */
    public List<Entry> lives(Set<Event> kinds) {
        List<Entry> entries = new ArrayList<>();
        long end = lives();
        for (long number = Math.max(0, end - Layout.LIFE_COUNT); number < end; number++) {
            readLife(number, kinds, entries);
        }
        return entries;
    }

    /**
     * The exchanges from {@code nanos} on, in order of time; looks into no lane that ended before.
     */
    public List<Entry> exchangesSince(long nanos) {
        List<Entry> entries = new ArrayList<>();
        for (long number = oldestLane(), end = lanes(); number < end; number++) {
            if (lastTime(number) >= nanos) {
                readLane(number, entries);
            }
        }
        entries.removeIf(entry -> entry.nanos() < nanos);
        entries.sort(Comparator.comparingLong(Entry::nanos));
        return entries;
    }

    private long lastTime(long number) {
        int lane = Layout.lane(number);
        int low = 0;
        int high = Layout.EXCHANGES_PER_LANE;
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean written = memory.getLong(lane + Layout.LANE_RECORDS + middle * Long.BYTES) != 0;
            low = written ? middle + 1 : low;
            high = written ? high : middle;
        }
        return low == 0
                ? memory.getLong(lane + Layout.LANE_NANOS)
                : time(lane, memory.getLong(lane + Layout.LANE_RECORDS + (low - 1) * Long.BYTES));
    }

    /** The moment nearest to the beginning of the lane that ends in the steps of the record. */
    private long time(int lane, long record) {
        long begin = memory.getLong(lane + Layout.LANE_NANOS) >> Layout.STEP_BITS;
        int since = (int) ((record >>> Integer.SIZE) - begin);
        return begin + since << Layout.STEP_BITS;
    }

    /**
     * The bytes that each process has sent back to its clients, as far as the rings remember.
     *
     * @param begun when the process that bears a pid now began; what an earlier one noted under the
     *     same pid does not count
     */
    public Map<Integer, Long> totals(Map<Integer, Long> begun) {
        Map<Integer, Long> totals = new HashMap<>();
        for (long number = lanes() - 1; number >= oldestLane(); number--) {
            int lane = Layout.lane(number);
            int pid = (int) memory.getLong(lane + Layout.LANE_OWNER);
            long total = totals.containsKey(pid) ? 0 : total(lane);
            boolean its = memory.getLong(lane + Layout.LANE_NANOS) >= begun.getOrDefault(pid, 0L);
            if (its && isOf(number)) {
                totals.putIfAbsent(pid, total);
            }
        }
        return totals;
    }

    private long total(int lane) {
        long total = memory.getLong(lane + Layout.LANE_TOTAL);
        for (int at = lane + Layout.LANE_RECORDS; at < lane + Layout.LANE; at += Long.BYTES) {
            total += memory.getLong(at) & Layout.MOST_BYTES;
        }
        return total;
    }

    /** How many records had to give way to newer ones, at most. */
    public long dropped() {
        long lives = Math.max(0, lives() - Layout.LIFE_COUNT);
        return lives + oldestLane() * Layout.EXCHANGES_PER_LANE;
    }

    private long lives() {
        return memory.getLong(Layout.NEXT_LIFE);
    }

    private long lanes() {
        return memory.getLong(Layout.NEXT_LANE);
    }

    /** Milliseconds since 1970 at a moment of CLOCK_MONOTONIC. */
    public long wallMillis(long nanos) {
        return memory.getLong(Layout.STARTED_WALL_MILLIS)
                + (nanos - memory.getLong(Layout.STARTED_NANOS)) / 1_000_000;
    }

    private void readLife(long number, Set<Event> kinds, List<Entry> entries) {
        int at = Layout.life(number);
        long head = memory.getLong(at + 16);
        Event event = EVENTS[Math.floorMod(head >>> 32, EVENTS.length)];
        if (kinds.contains(event)) {
            Entry entry =
                    new Entry(
                            memory.getLong(at + 8),
                            (int) head,
                            event,
                            memory.getLong(at + 24),
                            memory.getLong(at + 32),
                            memory.getLong(at + 40),
                            memory.getLong(at + 48));
            if (memory.getLong(at) == mark(number, head, entry)) {
                entries.add(entry);
            }
        }
    }

    private static long mark(long number, long head, Entry entry) {
        return Layout.mark(number, entry.nanos(), head, entry.a(), entry.b(), entry.c(), entry.d());
    }

    private long oldestLane() {
        return Math.max(0, lanes() - Layout.LANE_COUNT);
    }

    /** Nothing of a lane that got another owner meanwhile. */
    private void readLane(long number, List<Entry> entries) {
        int lane = Layout.lane(number);
        int pid = (int) memory.getLong(lane + Layout.LANE_OWNER);
        long total = memory.getLong(lane + Layout.LANE_TOTAL);
        int before = entries.size();
        for (int at = lane + Layout.LANE_RECORDS;
                at < lane + Layout.LANE && memory.getLong(at) != 0;
                at += Long.BYTES) {
            entries.add(exchange(lane, pid, memory.getLong(at), total));
            total = entries.get(entries.size() - 1).c();
        }
        if (!isOf(number)) {
            entries.subList(before, entries.size()).clear();
        }
    }

    /** Whether a lane has not got another owner meanwhile. */
    private boolean isOf(long number) {
        return memory.getLong(Layout.lane(number)) == number + 1;
    }

    private Entry exchange(int lane, int pid, long record, long total) {
        long fd =
                memory.getLong(lane + Layout.LANE_FDS)
                        + (record >>> Layout.BYTES_BITS & Layout.MOST_FD);
        long bytes = record & Layout.MOST_BYTES;
        return new Entry(time(lane, record), pid, Event.EXCHANGE, fd, bytes, total + bytes, 0);
    }
}
