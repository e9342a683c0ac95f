package forkshell.inspect;

import forkshell.journal.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Picks from a journal what concerns one process and all that descends from it, its threads, too.
 */
public final class Descent {
    private final int root;
    private final Set<Integer> family = new HashSet<>();

    private Descent(int root) {
        this.root = root;
        family.add(root);
    }

    /** Returns those of {@code entries}, which are in order of time, that concern {@code root}. */
    public static List<Entry> of(int root, List<Entry> entries) {
        return entries.stream().filter(new Descent(root)::concerns).toList();
    }

    private boolean concerns(Entry entry) {
        return switch (entry.event()) {
            case START, THREAD -> begins(entry);
            case SIGNAL, SEEN -> family.contains((int) entry.a());
            default -> family.contains(entry.pid());
        };
    }

    /** A number that a process of the family had may go to another one. */
    private boolean begins(Entry entry) {
        boolean own = entry.pid() == root || family.contains((int) entry.a());
        if (own) {
            family.add(entry.pid());
        } else {
            family.remove(entry.pid());
        }
        return own;
    }
}
