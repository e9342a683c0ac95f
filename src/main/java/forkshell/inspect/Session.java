package forkshell.inspect;

import forkshell.proc.Stat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes of one session at one moment: a root, what descends from it, and the orphans:
 * processes of its children's process groups that another process has adopted because their parent
 * ended.
 *
 * @param machine every process that we may see, by pid
 */
record Session(int root, Map<Integer, Stat> machine, List<Stat> descendants, List<Stat> orphans) {

    /**
     * @param groups process groups that children of this session were put into
     */
    static Session of(int root, Set<Integer> groups) {
        List<Stat> all = Stat.all();
        List<Stat> descendants = descendants(root, all);
        Map<Integer, Stat> machine =
                all.stream().collect(Collectors.toMap(Stat::pid, stat -> stat));
        Set<Integer> owned =
                descendants.stream().map(Stat::pgid).collect(Collectors.toCollection(HashSet::new));
        owned.addAll(groups);
        Optional.ofNullable(machine.get(root)).ifPresent(stat -> owned.remove(stat.pgid()));
        return new Session(
                root, machine, descendants, orphans(root, all, owned, Set.copyOf(descendants)));
    }

    /** The root first, then its descendants, then the orphans. */
    List<Stat> all() {
        List<Stat> all = new ArrayList<>();
        Optional.ofNullable(machine.get(root)).ifPresent(all::add);
        all.addAll(descendants);
        all.addAll(orphans);
        return all;
    }

    List<Stat> childrenOf(int pid) {
        return descendants.stream().filter(stat -> stat.ppid() == pid).toList();
    }

    private static List<Stat> descendants(int root, List<Stat> all) {
        Map<Integer, List<Stat>> byParent = all.stream().collect(Collectors.groupingBy(Stat::ppid));
        List<Stat> found = new ArrayList<>(byParent.getOrDefault(root, List.of()));
        for (int i = 0; i < found.size(); i++) {
            found.addAll(byParent.getOrDefault(found.get(i).pid(), List.of()));
        }
        return found;
    }

    private static List<Stat> orphans(
            int root, List<Stat> all, Set<Integer> groups, Set<Stat> descendants) {
        return all.stream()
                .filter(
                        stat ->
                                groups.contains(stat.pgid())
                                        && stat.pid() != root
                                        && !descendants.contains(stat))
                .toList();
    }
}
