package forkshell.check;

import forkshell.libc.Libc;
import forkshell.libc.Signal;
import forkshell.proc.Stat;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All processes that one start of a program has brought about, wherever they have gone: its
 * session, its descendants, and its orphans, which others have adopted.
 */
final class Population {
    private final int root;
    private final long began;
    private final Sandbox sandbox;

    Population(int root, Sandbox sandbox) {
        this.root = root;
        this.began = Stat.of(root).map(Stat::startTicks).orElse(0L);
        this.sandbox = sandbox;
    }

    /** In order of pid, zombies included. */
    List<Stat> members() {
        List<Stat> all = Stat.all();
        Set<Integer> members = new HashSet<>();
        int before = -1;
        while (members.size() > before) {
            before = members.size();
            all.stream()
                    .filter(stat -> isFirst(stat) || members.contains(stat.ppid()))
                    .map(Stat::pid)
                    .forEach(members::add);
        }
        return all.stream().filter(stat -> members.contains(stat.pid()) || isOrphan(stat)).toList();
    }

    private boolean isFirst(Stat stat) {
        return stat.pid() == root || stat.session() == root;
    }

    private boolean isOrphan(Stat stat) {
        return stat.startTicks() >= began && sandbox.isFromHere(stat);
    }

    List<Stat> living() {
        return members().stream().filter(stat -> !stat.isZombie()).toList();
    }

    /** Stops all, so that none can fork any more, and then kills all; returns when none is left. */
    void end(Pace pace) {
        pace.shows(() -> signal(Signal.SIGSTOP, stat -> stat.code() != 'T' && stat.code() != 't'));
        pace.shows(() -> signal(Signal.SIGKILL, stat -> true));
    }

    /** True when there was none to signal. */
    private boolean signal(Signal signal, Predicate<Stat> whom) {
        List<Stat> some = living().stream().filter(whom).toList();
        some.forEach(stat -> Libc.kill(stat.pid(), signal.number()));
        return some.isEmpty();
    }
}
