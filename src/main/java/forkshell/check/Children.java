package forkshell.check;

import forkshell.libc.Signal;
import forkshell.proc.Fact;
import forkshell.proc.Stat;
import forkshell.process.Exit;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The cases of the children and of what parent and child hold. */
final class Children {
    private static final int MANY_CLIENTS = 50;

    private Children() {}

    /** Returns the pids of those that hold the server's end of a connection. */
    static String holders(Instance server, Visitor visitor) {
        OptionalLong inode = server.connection(visitor);
        return inode.isEmpty()
                ? "-"
                : server.holders(inode.getAsLong()).stream()
                        .map(stat -> Integer.toString(stat.pid()))
                        .collect(Collectors.joining(", "));
    }

    static void childPerClient(Trial trial) throws IOException {
        Instance server = trial.start();
        List<Visitor> visitors = List.of(trial.served(server), trial.visit(server));
        boolean second = visitors.get(1).exchange(new byte[] {'x'}).length == 1;
        Set<Integer> children = new HashSet<>();
        for (Visitor visitor : second ? visitors : visitors.subList(0, 1)) {
            int child = server.childOf(visitor).orElse(server.server());
            trial.require(child != server.server(), "itself", child);
            trial.require(isChild(server, child), "not.its.child", child, server.server());
            children.add(child);
        }
        trial.require(second, "not.served");
        trial.require(children.size() == visitors.size(), "same.child", children);
    }

    private static boolean isChild(Instance server, int pid) {
        return Stat.of(pid).map(stat -> stat.ppid() == server.server()).orElse(false);
    }

    static void parentCloses(Trial trial) throws IOException {
        Instance server = trial.start();
        Visitor visitor = trial.served(server);
        trial.childOf(server, visitor);
        trial.require(
                trial.pace().shows(() -> !server.holdsConnection(server.server(), visitor)),
                "parent.holds",
                server.server(),
                holders(server, visitor));
        int before = server.sockets(server.server()).size();
        for (int i = 0; i < MANY_CLIENTS; i++) {
            trial.served(server).close();
        }
        trial.require(
                trial.pace().shows(() -> server.sockets(server.server()).size() <= before),
                "grows",
                server.sockets(server.server()).size() - before);
    }

    static void childClosesListener(Trial trial) throws IOException {
        Instance server = trial.start();
        if (!server.children().isEmpty()) {
            throw trial.inapplicable("prefork");
        }
        int child = trial.childOf(server, trial.served(server));
        long listener = server.listener().orElse(0);
        trial.require(
                trial.pace().shows(() -> !server.sockets(child).contains(listener)),
                "child.holds",
                child);
    }

    static void childEnds(Trial trial) throws IOException {
        Instance server = trial.start();
        if (!server.children().isEmpty()) {
            throw trial.inapplicable("prefork");
        }
        Visitor visitor = trial.served(server);
        int child = trial.childOf(server, visitor);
        server.freeze();
        visitor.close();
        trial.require(trial.pace().shows(() -> Instance.hasEnded(child)), "child.lives", child);
        Fact<Stat> zombie = Stat.of(child);
        if (zombie.isKnown()) {
            judge(trial, new Exit(child, zombie.value().waitStatus()));
        }
        server.thaw();
    }

    private static void judge(Trial trial, Exit exit) {
        trial.require(exit.exited(), "child.killed", exit.pid(), exit.signal());
        if (trial.lecture() != null) {
            int expected = trial.lecture().childStatus();
            trial.require(exit.exitCode() == expected, "child.status", exit.exitCode(), expected);
        }
    }

    static void stoppedChild(Trial trial) throws IOException {
        Instance server = trial.start();
        int child = trial.childOf(server, trial.served(server));
        Instance.signal(child, Signal.SIGSTOP);
        trial.pace().shows(() -> Instance.isStopped(child));
        trial.served(server);
        trial.served(server);
    }

    static void killedChild(Trial trial) throws IOException {
        Instance server = trial.start();
        Visitor other = trial.served(server);
        int child = trial.childOf(server, trial.served(server));
        Instance.signal(child, Signal.SIGKILL);
        trial.pace().shows(() -> Instance.hasEnded(child));
        trial.answers(other, "still here");
        Zombies.areReaped(trial, server, Set.of(child));
        trial.served(server);
    }
}
