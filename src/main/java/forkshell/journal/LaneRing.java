package forkshell.journal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The ring of lanes as a reader sees it. It trusts no number in it without its mark. */
final class LaneRing {
    private final ByteBuffer memory;

    LaneRing(ByteBuffer memory) {
        this.memory = memory;
    }

    /**
     * Returns the lanes whose heads are intact. One of an earlier round is not among them: its
     * owner was held up while it took the lane, and the lanes behind it are gone.
     */
    List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        long newest = 0;
        for (int at = Layout.LANES; at < Layout.SIZE; at += Layout.LANE) {
            Lane lane = memory.getLong(at) == 0 ? null : new Lane(at);
            if (lane != null && lane.isIntact()) {
                lanes.add(lane);
                newest = Math.max(newest, lane.number);
            }
        }
        long oldest = newest - Layout.LANE_COUNT + 1;
        lanes.removeIf(lane -> lane.number < oldest);
        return lanes;
    }

    /** Returns how many exchanges are not there any more, and how many are not intact. */
    Gaps gaps() {
        long newest = -1;
        long damaged = 0;
        for (int at = Layout.LANES; at < Layout.SIZE; at += Layout.LANE) {
            Lane lane = new Lane(at);
            if (lane.isIntact()) {
                newest = Math.max(newest, lane.number);
                damaged += lane.read(entry -> {});
            } else if (memory.getLong(at) != 0) {
                damaged += lane.written();
            }
        }
        long dropped = Math.max(0, newest + 1 - Layout.LANE_COUNT) * Layout.EXCHANGES_PER_LANE;
        return new Gaps(dropped, damaged);
    }

    /** A block of exchanges of one process; what stands in its head is read once. */
    final class Lane {
        private final int at;
        private final long number;
        private final long nanos;
        private final long fds;
        private final long total;
        private final int pid;

        private Lane(int at) {
            this.at = at;
            number = memory.getLong(at) - 1;
            pid = (int) memory.getLong(at + Layout.LANE_OWNER);
            total = memory.getLong(at + Layout.LANE_TOTAL);
            nanos = memory.getLong(at + Layout.LANE_NANOS);
            fds = memory.getLong(at + Layout.LANE_FDS);
        }

        int pid() {
            return pid;
        }

        /** When it was begun. */
        long nanos() {
            return nanos;
        }

        private boolean isIntact() {
            return number >= 0
                    && Layout.lane(number) == at
                    && memory.getLong(at + Layout.LANE_MARK)
                            == Layout.mark(number, nanos, pid, total, fds, 0, 0)
                    && nanos <= System.nanoTime();
        }

        /** Returns the exchanges; none of a lane that got another owner meanwhile. */
        List<Entry> exchanges() {
            List<Entry> entries = new ArrayList<>();
            read(entries::add);
            return memory.getLong(at) == number + 1 ? entries : List.of();
        }

        /**
         * Returns the bytes that its process had sent back in all when the last exchange was noted.
         */
        long total() {
            long[] last = {total};
            read(entry -> last[0] = entry.c());
            return last[0];
        }

        /** Returns whether nothing in it is as new as {@code moment}. */
        boolean isOlderThan(long moment) {
            int written = written();
            return (written == 0 ? nanos : time(record(written - 1))) < moment;
        }

        /** Hands on the intact exchanges, and returns how many are not. */
        private int read(Consumer<Entry> target) {
            long latest = Math.min(nanos + Layout.LONGEST_LANE_NANOS, System.nanoTime());
            long before = nanos >> Layout.STEP_BITS << Layout.STEP_BITS;
            long bytes = total;
            int passed = 0;
            int read = 0;
            int end = written();
            for (int i = 0; i < end; i++) {
                long record = record(i);
                long time = time(record);
                long after = i + 1 < end ? time(record(i + 1)) : latest;
                boolean inOrder = time <= after || after < before;
                if (record != 0 && time >= before && time <= latest && inOrder) {
                    bytes += record & Layout.MOST_BYTES;
                    target.accept(exchange(record, time, bytes));
                    before = time;
                    read++;
                }
            }
            return end - read;
        }

        /** How many records there are up to the last one. */
        private int written() {
            int count = Layout.EXCHANGES_PER_LANE;
            while (count > 0 && record(count - 1) == 0) {
                count--;
            }
            return count;
        }

        private long record(int index) {
            return memory.getLong(at + Layout.LANE_RECORDS + index * Long.BYTES);
        }

        /** The moment nearest to the beginning of the lane that ends in the steps of the record. */
        private long time(long record) {
            long begin = nanos >> Layout.STEP_BITS;
            int since = (int) ((record >>> Integer.SIZE) - begin);
            return begin + since << Layout.STEP_BITS;
        }

        private Entry exchange(long record, long time, long bytes) {
            long fd = fds + (record >>> Layout.BYTES_BITS & Layout.MOST_FD);
            return new Entry(time, pid, Event.EXCHANGE, fd, record & Layout.MOST_BYTES, bytes, 0);
        }
    }
}
