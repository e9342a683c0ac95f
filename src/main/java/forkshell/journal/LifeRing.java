package forkshell.journal;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.Adler32;

/** The ring of life records as a reader sees it. It trusts no number in it without its mark. */
final class LifeRing {
    private static final Event[] EVENTS = Event.values();
    private static final int ADLER_BASE = 65521;

    private final ByteBuffer memory;

    LifeRing(ByteBuffer memory) {
        this.memory = memory;
    }

    /** Hands on the intact records of some kinds, the oldest first as far as the writers say. */
    void read(Set<Event> kinds, Consumer<Entry> target) {
        long first = memory.getLong(Layout.NEXT_LIFE);
        int count;
        for (int i = 0; i < Layout.LIFE_COUNT; i += count) {
            count = Math.min(Layout.livesInBlock(first + i), Layout.LIFE_COUNT - i);
            if (!isUntouched(Layout.life(first + i), count)) {
                readBlock(first + i, count, kinds, target);
            }
        }
    }

    /**
     * Whether nothing but zeros is there, of which the sum is known. A JVM that only interprets
     * sums up a block in a tenth of the time in which it looks at its records.
     */
    private boolean isUntouched(int at, int lives) {
        int bytes = lives * Layout.LIFE;
        Adler32 sum = new Adler32();
        sum.update(memory.slice(at, bytes));
        return sum.getValue() == ((long) bytes % ADLER_BASE << Short.SIZE | 1);
    }

    private void readBlock(long first, int count, Set<Event> kinds, Consumer<Entry> target) {
        for (int i = 0; i < count; i++) {
            int at = Layout.life(first + i);
            if (kinds.contains(EVENTS[Math.floorMod(memory.getInt(at + 20), EVENTS.length)])) {
                hand(at, target);
            }
        }
    }

    private void hand(int at, Consumer<Entry> target) {
        Entry entry = entry(at);
        if (isIntact(at, entry)) {
            target.accept(entry);
        }
    }

    private Entry entry(int at) {
        return new Entry(
                memory.getLong(at + 8),
                memory.getInt(at + 16),
                EVENTS[Math.floorMod(memory.getInt(at + 20), EVENTS.length)],
                memory.getLong(at + 24),
                memory.getLong(at + 32),
                memory.getLong(at + 40),
                memory.getLong(at + 48));
    }

    private boolean isIntact(int at, Entry entry) {
        long number = memory.getLong(at + Layout.LIFE_NUMBER);
        long head = (long) entry.event().ordinal() << 32 | entry.pid() & 0xffffffffL;
        return memory.getLong(at)
                        == Layout.mark(
                                number,
                                entry.nanos(),
                                head,
                                entry.a(),
                                entry.b(),
                                entry.c(),
                                entry.d())
                && Layout.life(number) == at
                && entry.nanos() <= System.nanoTime();
    }

    /** Returns how many records are not there any more, and how many are not intact. */
    Gaps gaps() {
        long newest = -1;
        long damaged = 0;
        for (int at = Layout.LIVES; at < Layout.LANES; at += Layout.LIFE) {
            if (isIntact(at, entry(at))) {
                newest = Math.max(newest, memory.getLong(at + Layout.LIFE_NUMBER));
            } else if (memory.getLong(at) != 0) {
                damaged++;
            }
        }
        return new Gaps(Math.max(0, newest + 1 - Layout.LIFE_COUNT), damaged);
    }
}
