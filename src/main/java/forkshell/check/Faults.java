package forkshell.check;

import forkshell.libc.Signal;
import forkshell.proc.FdInfo;
import forkshell.strace.Call;
import forkshell.strace.TraceLine;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The cases of calls that fail. */
final class Faults {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final int ATTEMPTS_A_SECOND = 1000;
    private static final int USUAL_LIMIT = 1024;

    private Faults() {}

    static void interruptedAccept(Trial trial) throws IOException {
        Instance server = trial.start();
        trial.served(server).close();
        trial.pace().shows(() -> server.children().stream().allMatch(s -> s.isZombie()));
        trial.pace().shows(server::sleeps);
        server.signal(Signal.SIGCHLD);
        trial.require(
                trial.pace().mostlyHolds(WINDOW, () -> server.sleeps() || !server.isAlive()),
                "spins");
        trial.requireAlive(server);
        trial.served(server);
    }

    /** With a limit of descriptors that leaves no number for the next connection. */
    static void acceptFails(Trial trial) throws IOException {
        Instance server = trial.start();
        Visitor first = trial.served(server);
        trial.pace().shows(() -> !server.holdsConnection(server.server(), first));
        server.limitDescriptors(lowestFree(server.server()));
        Visitor waiting = trial.visit(server);
        long waits = server.waits();
        long begin = System.nanoTime();
        boolean calm = trial.pace().mostlyHolds(WINDOW, () -> server.sleeps() || !server.isAlive());
        if (trial.isOf(Lecture.B)) {
            trial.require(!server.isAlive(), "goes.on");
            endsWithMessage(trial, server);
            return;
        }
        long attempts = (server.waits() - waits) * 1_000_000_000 / (System.nanoTime() - begin);
        trial.require(calm, "spins");
        trial.require(attempts <= ATTEMPTS_A_SECOND, "hurries", attempts);
        trial.requireAlive(server);
        server.limitDescriptors(USUAL_LIMIT);
        waiting.exchange(new byte[] {'x'});
        trial.served(server);
        if (trial.canTrace()) {
            acceptRecovers(trial);
        }
    }

    /** The server goes on after a second accept, and a third and a fourth, without a descriptor. */
    private static void acceptRecovers(Trial trial) throws IOException {
        Instance server = trial.start(trial.injecting("accept,accept4:error=EMFILE:when=2..4"));
        trial.served(server).close();
        if (trial.isOf(Lecture.B)) {
            trial.visit(server);
            trial.require(trial.pace().shows(() -> !server.isAlive()), "goes.on");
            endsWithMessage(trial, server);
        } else {
            trial.served(server);
        }
    }

    /** The second fork of the server fails. */
    static void forkFails(Trial trial) throws IOException {
        Instance server = startWithoutSecondFork(trial);
        if (!server.children().isEmpty()) {
            throw trial.inapplicable("prefork");
        }
        Visitor first = trial.served(server);
        trial.childOf(server, first);
        Visitor refused = trial.visit(server);
        if (trial.isOf(Lecture.B)) {
            trial.require(trial.pace().shows(() -> !server.isAlive()), "goes.on");
            first.close();
            endsWithMessage(trial, server);
            return;
        }
        trial.require(refused.seesEnd(), "kept", Children.holders(server, refused));
        trial.requireAlive(server);
        trial.served(server);
    }

    /** A script that forks before it executes the server gives up, or tries again. */
    private static Instance startWithoutSecondFork(Trial trial) throws IOException {
        Instance server;
        try {
            server = trial.start(trial.injecting("clone,clone3,fork,vfork:error=EAGAIN:when=2"));
        } catch (Disproof neverListened) {
            throw trial.inapplicable("forks.first");
        }
        if (Tracer.read(server.trace()).stream().anyMatch(Faults::isInjected)) {
            throw trial.inapplicable("forks.first");
        }
        return server;
    }

    private static boolean isInjected(TraceLine line) {
        return line instanceof Call call && call.injected();
    }

    static void endsWithMessage(Trial trial, Instance server) {
        int status = server.status().orElse(0);
        if (status == 0 || status > 128) {
            throw trial.disproof("server.ended", trial.ending(server));
        }
        trial.require(!server.err().isBlank(), "says.nothing");
    }

    private static int lowestFree(int pid) {
        Set<Integer> taken =
                FdInfo.of(pid).orElse(List.of()).stream()
                        .map(FdInfo::fd)
                        .collect(Collectors.toCollection(HashSet::new));
        return IntStream.iterate(0, fd -> fd + 1)
                .filter(fd -> !taken.contains(fd))
                .findFirst()
                .orElseThrow();
    }
}
