package forkshell.check;

import forkshell.proc.Stat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The case of many clients. */
final class Load {
    private static final int IN_TURN = 200;
    private static final int AT_ONCE = 50;

    private Load() {}

    static void many(Trial trial) throws IOException {
        Instance server = trial.start();
        Set<Integer> workers = pids(server.children());
        for (int i = 0; i < IN_TURN; i++) {
            trial.served(server).close();
        }
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            visitors.add(trial.visit(server));
        }
        for (Visitor visitor : visitors) {
            trial.answers(visitor, "one of many");
        }
        for (Visitor visitor : visitors) {
            visitor.close();
        }
        nothingIsLeft(trial, server, workers);
    }

    private static void nothingIsLeft(Trial trial, Instance server, Set<Integer> workers)
            throws IOException {
        Set<Integer> children = pids(server.children());
        children.removeAll(workers);
        trial.require(
                trial.pace().shows(() -> children.stream().allMatch(Instance::hasEnded)),
                "children.stay",
                children.stream().filter(pid -> !Instance.hasEnded(pid)).count());
        Zombies.areReapedByNext(trial, server, children);
    }

    private static Set<Integer> pids(List<Stat> some) {
        return some.stream().map(Stat::pid).collect(Collectors.toSet());
    }
}
