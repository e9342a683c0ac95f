package forkshell.trial;

import forkshell.libc.SystemCallException;
import forkshell.process.Child;
import forkshell.process.Exit;
import forkshell.process.ForkStatistics;
import forkshell.process.ProcessTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Forks again and again under {@link Noise} and looks after every child: each takes memory, formats
 * text, and ends with a status that its parent knows beforehand.
 */
public final class ForkTrial {
    /** A ready child has ended, or has been found wedged, within this time. */
    private static final long TIMEOUT_NANOS = 10_000_000_000L;

    private static final long POLL_INTERVAL_NANOS = 500_000;
    private static final int STATUSES = 200;
    private static final int FORKS_IN_A_TURN = 50;

    private record Expected(Child child, int status, long deadline) {}

    private final ProcessTable table;
    private final int forks;
    private final int atOnce;
    private final List<Noise> noises;
    private final Random random;
    private final Map<Integer, Expected> alive = new LinkedHashMap<>();
    private final Queue<Exit> exits = new ConcurrentLinkedQueue<>();
    private Thread noise = new Thread();
    private int refused;
    private int undetected;
    private int wrong;

    /**
     * Prepares a trial of {@code forks} forks with at most {@code atOnce} children alive. The
     * noises take turns of 50 forks, since all of them at once would leave a small computer little
     * time for forks; the seed decides what noises and children do.
     */
    public ForkTrial(ProcessTable table, int forks, int atOnce, Set<Noise> noises, long seed) {
        this.table = table;
        this.forks = forks;
        this.atOnce = atOnce;
        this.noises = List.copyOf(new TreeSet<>(noises));
        this.random = new Random(seed);
    }

    /**
     * Runs it in the calling thread; {@code progress} is told how many forks are done. What the
     * children do is done here once, so that none of them reads a class from a jar.
     */
    public ForkTrialReport run(IntConsumer progress) {
        ChildWork.of(STATUSES);
        table.onExit(exits::add);
        int descriptors = OwnProcess.descriptors();
        long start = System.nanoTime();
        try {
            forkAll(progress);
            settleUntilAlive(0);
        } finally {
            noise.interrupt();
            table.endAll();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return report(leaked(descriptors), seconds);
    }

    private void changeNoise(int turn) {
        noise.interrupt();
        if (!noises.isEmpty()) {
            noise = noises.get(turn % noises.size()).start(random.nextLong());
        }
    }

    private void forkAll(IntConsumer progress) {
        for (int i = 0; i < forks; i++) {
            if (i % FORKS_IN_A_TURN == 0) {
                changeNoise(i / FORKS_IN_A_TURN);
            }
            settleUntilAlive(atOnce - 1);
            fork(random.nextInt(STATUSES));
            progress.accept(i + 1);
        }
    }

    private void fork(int status) {
        try {
            Child child = table.fork("", () -> table.exit(ChildWork.of(status)));
            long deadline = System.nanoTime() + TIMEOUT_NANOS;
            alive.put(child.pid(), new Expected(child, status, deadline));
        } catch (SystemCallException everyAttemptLost) {
            refused++;
            System.err.println(everyAttemptLost.getMessage());
        }
    }

    /** Takes in what has ended until at most {@code bound} children are left. */
    private void settleUntilAlive(int bound) {
        takeExits();
        while (alive.size() > bound) {
            LockSupport.parkNanos(POLL_INTERVAL_NANOS);
            takeExits();
            alive.values().removeIf(this::isGivenUp);
        }
    }

    private void takeExits() {
        for (Exit exit = exits.poll(); exit != null; exit = exits.poll()) {
            Expected expected = alive.remove(exit.pid());
            boolean wedged = !exit.reason().isEmpty();
            boolean asExpected = expected == null || exit.exitCode() == expected.status;
            wrong += wedged || asExpected ? 0 : 1;
        }
    }

    private boolean isGivenUp(Expected expected) {
        boolean overdue = System.nanoTime() > expected.deadline;
        undetected += overdue ? 1 : 0;
        return overdue;
    }

    /** Other threads open files for a moment, so what counts is what stays. */
    private static int leaked(int before) {
        long deadline = System.nanoTime() + TIMEOUT_NANOS;
        while (OwnProcess.descriptors() > before && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL_INTERVAL_NANOS);
        }
        return Math.max(0, OwnProcess.descriptors() - before);
    }

    private ForkTrialReport report(int leaked, double seconds) {
        ForkStatistics statistics = table.statistics();
        return new ForkTrialReport(
                forks - refused,
                statistics.attempts(),
                statistics.wedgedBeforeReady(),
                statistics.wedgedAfterReady(),
                statistics.diedBeforeReady() + statistics.silent(),
                statistics.withoutRoom(),
                refused,
                undetected,
                wrong,
                leaked,
                OwnProcess.zombies(),
                seconds);
    }
}
