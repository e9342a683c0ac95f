package forkshell.inspect;

import forkshell.proc.Stat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The processes of one session at one moment: a root, what descends from it, and the orphans:
 * processes that were forked in this session, or belong to a group of its children, and that
 * another process adopted because their parent ended.
 *
 * @param machine every process that we may see, by pid
 * @param byParent descendants and orphans, by the pid of their parent
 */
public record ProcessSnapshot(
        int root,
        Map<Integer, Stat> machine,
        List<Stat> descendants,
        List<Stat> orphans,
        Map<Integer, List<Stat>> byParent) {
    private static final long TOLERANCE_MILLIS = 100;

    /**
     * Returns the session of {@code root} as it is now; it may be empty.
     *
     * @param started when each child of this session was forked, in nanoseconds of CLOCK_MONOTONIC,
     *     by pid
     */
    public static ProcessSnapshot of(int root, Map<Integer, Long> started) {
        List<Stat> all = Stat.all();
        List<Stat> descendants = descendants(root, all);
        Map<Integer, Stat> machine =
                all.stream().collect(Collectors.toMap(Stat::pid, stat -> stat));
        Set<Integer> groups =
                descendants.stream().map(Stat::pgid).collect(Collectors.toCollection(HashSet::new));
        Optional.ofNullable(machine.get(root)).ifPresent(stat -> groups.remove(stat.pgid()));
        Set<Stat> family = Set.copyOf(descendants);
        List<Stat> orphans =
                all.stream()
                        .filter(stat -> stat.pid() != root && !family.contains(stat))
                        .filter(stat -> groups.contains(stat.pgid()) || isForked(stat, started))
                        .toList();
        Map<Integer, List<Stat>> byParent =
                Stream.concat(descendants.stream(), orphans.stream())
                        .collect(Collectors.groupingBy(Stat::ppid));
        return new ProcessSnapshot(root, machine, descendants, orphans, byParent);
    }

    /** A process that has the pid of a forked one, but is younger, is another. */
    private static boolean isForked(Stat stat, Map<Integer, Long> started) {
        Long nanos = started.get(stat.pid());
        return nanos != null
                && stat.age().plusMillis(TOLERANCE_MILLIS).toNanos() >= System.nanoTime() - nanos;
    }

    /** Returns the root, its descendants and the orphans, in this order. */
    List<Stat> all() {
        List<Stat> all = new ArrayList<>();
        Optional.ofNullable(machine.get(root)).ifPresent(all::add);
        all.addAll(descendants);
        all.addAll(orphans);
        return all;
    }

    /** Returns the children of {@code pid} in this session. */
    public List<Stat> childrenOf(int pid) {
        return byParent.getOrDefault(pid, List.of());
    }

    private static List<Stat> descendants(int root, List<Stat> all) {
        Map<Integer, List<Stat>> byParent = all.stream().collect(Collectors.groupingBy(Stat::ppid));
        List<Stat> found = new ArrayList<>(byParent.getOrDefault(root, List.of()));
        for (int i = 0; i < found.size(); i++) {
            found.addAll(byParent.getOrDefault(found.get(i).pid(), List.of()));
        }
        return found;
    }
}
