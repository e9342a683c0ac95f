package forkshell.proc;

import java.util.List;

/**
 * The direct children of a process, counted.
 *
 * @param alive children that have not ended, stopped ones included
 * @param zombies children that have ended and that nobody has reaped yet
 */
public record ProcessFamily(int alive, int zombies) {
    /** No children at all. */
    public static final ProcessFamily NONE = new ProcessFamily(0, 0);

    /** Counts the children of {@code parent}; both counts are 0 when there is no such process. */
    public static ProcessFamily of(int parent) {
        List<Stat> children = Stat.all().stream().filter(child -> child.ppid() == parent).toList();
        int zombies = (int) children.stream().filter(Stat::isZombie).count();
        return new ProcessFamily(children.size() - zombies, zombies);
    }
}
