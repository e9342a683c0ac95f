package forkshell.inspect.timeline;

import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.proc.Fact;
import forkshell.proc.Stat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows the journal from its first entry to its last, and tells the lives that it speaks of. */
final class Lives {
    private final Map<Integer, LifeBuilder> current = new HashMap<>();
    private final List<LifeBuilder> all = new ArrayList<>();
    private long lastSigchld = Long.MIN_VALUE;

    static List<Life> of(List<Entry> entries, long now) {
        Lives lives = new Lives();
        entries.forEach(lives::follow);
        return lives.all.stream()
                .filter(life -> !life.isLost())
                .map(life -> life.build(lives.kernel(life, now), now))
                .toList();
    }

    private void follow(Entry entry) {
        switch (entry.event()) {
            case START, THREAD -> begin(entry);
            case SIGCHLD -> lastSigchld = entry.nanos();
            case SIGNAL -> known((int) entry.a()).signalled((int) entry.b(), entry.nanos());
            case REAP -> known((int) entry.a()).reaped((int) entry.b(), entry.nanos(), lastSigchld);
            case SEEN -> known((int) entry.a()).seen((char) entry.b(), entry.nanos());
            case FORK_LOST -> known((int) entry.a()).lost();
            default -> known(entry.pid()).did(entry);
        }
    }

    private void begin(Entry entry) {
        LifeBuilder life =
                new LifeBuilder(
                        entry.pid(), (int) entry.a(), entry.event() == Event.THREAD, entry.nanos());
        current.put(entry.pid(), life);
        all.add(life);
    }

    /**
     * A process whose start was not noted, the parent above all, gets a life that nobody looks at.
     */
    private LifeBuilder known(int pid) {
        return current.computeIfAbsent(pid, key -> new LifeBuilder(key, 0, false, 0));
    }

    /** The process that still lives this life, or is its zombie; none when it is gone. */
    private Fact<Stat> kernel(LifeBuilder life, long now) {
        return current.get(life.pid()) == life
                ? Stat.of(life.pid())
                        .flatMap(stat -> life.isOlder(stat, now) ? Fact.of(stat) : Fact.none())
                : Fact.none();
    }
}
