package forkshell.inspect;

import forkshell.proc.Stat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds a {@link Tree} of a session. */
record TreeBuilder(ProcessSnapshot session, Processes processes) {

    Tree tree() {
        Stream<Tree.Node> own =
                Stream.of(session.root())
                        .filter(session.machine()::containsKey)
                        .flatMap(root -> node(session.machine().get(root)));
        return new Tree(Stream.concat(own, adopters()).toList());
    }

    private Stream<Tree.Node> node(Stat stat) {
        return processes.row(stat).stream()
                .map(row -> new Tree.Node(row, false, below(session.childrenOf(stat.pid()))));
    }

    private List<Tree.Node> below(List<Stat> children) {
        return children.stream().flatMap(this::node).toList();
    }

    /** Orphans whose own parent is an orphan hang below that one, not below an adopter. */
    private Stream<Tree.Node> adopters() {
        Map<Integer, List<Stat>> adopted =
                session.orphans().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Stat::ppid, TreeMap::new, Collectors.toList()));
        session.orphans().forEach(orphan -> adopted.remove(orphan.pid()));
        return adopted.entrySet().stream()
                .filter(entry -> session.machine().containsKey(entry.getKey()))
                .flatMap(entry -> adopter(session.machine().get(entry.getKey()), entry.getValue()));
    }

    private Stream<Tree.Node> adopter(Stat adopter, List<Stat> orphans) {
        return processes.row(adopter).stream().map(row -> new Tree.Node(row, true, below(orphans)));
    }
}
