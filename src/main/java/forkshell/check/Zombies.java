package forkshell.check;

import forkshell.proc.Stat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The cases of the zombies, and the rule by which the lectures differ. */
final class Zombies {
    static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private static final int IN_TURN = 3;
    private static final int AT_ONCE = 5;

    private Zombies() {}

    static void noZombies(Trial trial) throws IOException {
        Instance server = trial.start();
        Set<Integer> children = new LinkedHashSet<>();
        for (int i = 0; i < IN_TURN; i++) {
            Visitor visitor = trial.served(server);
            int child = trial.childOf(server, visitor);
            visitor.close();
            awaitEnd(trial, Set.of(child));
            trial.pace().shows(ONE_SECOND, () -> Instance.isGone(child));
            children.add(child);
        }
        areReaped(trial, server, children);
    }

    static void fiveAtOnce(Trial trial) throws IOException {
        Instance server = trial.start();
        List<Visitor> visitors = new ArrayList<>();
        Set<Integer> children = new LinkedHashSet<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Visitor visitor = trial.served(server);
            visitors.add(visitor);
            children.add(trial.childOf(server, visitor));
        }
        server.freeze();
        for (Visitor visitor : visitors) {
            visitor.close();
        }
        awaitEnd(trial, children);
        server.thaw();
        areReaped(trial, server, children);
    }

    private static void awaitEnd(Trial trial, Set<Integer> children) {
        boolean ended = trial.pace().shows(() -> children.stream().allMatch(Instance::hasEnded));
        if (!ended) {
            throw trial.inapplicable("child.stays");
        }
    }

    /**
     * Requires that nothing is left of {@code children}, which have ended: in lecture a's way
     * within a second, otherwise after the next client at the latest.
     */
    static void areReaped(Trial trial, Instance server, Set<Integer> children) throws IOException {
        boolean atOnce = trial.pace().shows(ONE_SECOND, () -> left(children).isEmpty());
        if (!atOnce && trial.isOf(Lecture.A)) {
            throw trial.disproof("zombies.second", left(children).size(), children.size());
        }
        areReapedByNext(trial, server, children);
    }

    /** Requires that nothing is left of {@code children} after the next client. */
    static void areReapedByNext(Trial trial, Instance server, Set<Integer> children)
            throws IOException {
        trial.served(server);
        trial.require(
                trial.pace().shows(() -> left(children).isEmpty()),
                "zombies.next",
                left(children).size(),
                children.size());
    }

    private static Set<Integer> left(Set<Integer> children) {
        return children.stream()
                .filter(pid -> Stat.of(pid).map(Stat::isZombie).orElse(false))
                .collect(Collectors.toSet());
    }
}
