package forkshell.process;

import forkshell.display.Messages;
import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.jvm.PendingMonitor;
import forkshell.jvm.StopGuard;
import forkshell.jvm.Wedge;
import forkshell.jvm.YoungGeneration;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.RefusedException;
import forkshell.libc.Signal;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import forkshell.libc.WaitBuffer;
import forkshell.proc.Stat;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Forks the calling thread, verified: waits until the child says that it is ready, and when the
 * child wedged instead ends it and forks again. One thread forks at a time; the monitor is one that
 * is given back whatever stops the thread.
 */
final class Forker {
    private static final Messages WORDS = Messages.of(Forker.class);

    /** No attempt begins after this time but the {@link #LEAST_ATTEMPTS}. */
    private static final long BOUND_NANOS = 1_900_000_000L;

    /** So many attempts are made however long they take. */
    private static final int LEAST_ATTEMPTS = 3;

    /** A child that is neither ready nor known to be wedged by then is given up. */
    private static final long PATIENCE_NANOS = 900_000_000;

    /** The same for a child that has hardly had a processor. */
    private static final long STARVED_PATIENCE_NANOS = 30_000_000_000L;

    /** How long it is not asked whether a child waits for a processor: most are ready by then. */
    private static final long UNASKED_NANOS = PATIENCE_NANOS / 2;

    /** More than a child needs until it is ready. */
    private static final Duration ENOUGH_CPU = Duration.ofSeconds(1);

    /** How long a child may take to run its first instruction. */
    private static final long BIRTH_NANOS = 100_000_000;

    private static final char RUNNABLE = 'R';

    private final ForkHooks hooks;
    private final Lifeline lifeline;
    private final ChildMain childMain;
    private final ForkStatistics statistics;
    private final Supplier<Reaper> reaper;
    private final YoungGeneration youngGeneration = new YoungGeneration();
    private final WaitBuffer told = new WaitBuffer();
    private StartGate gate;
    private boolean underWay;
    private volatile boolean closed;

    Forker(
            ForkHooks hooks,
            Lifeline lifeline,
            ChildMain childMain,
            Supplier<Reaper> reaper,
            ForkStatistics statistics) {
        this.hooks = hooks;
        this.lifeline = lifeline;
        this.childMain = childMain;
        this.reaper = reaper;
        this.statistics = statistics;
    }

    /** Returns a child that is alive, ready and in the table; in the child this never returns. */
    Child fork(String purpose, ChildTask task) {
        long deadline = System.nanoTime() + BOUND_NANOS;
        synchronized (StopGuard.monitor()) {
            int parent = Libc.getpid();
            requireOpen();
            settle();
            int lost = 0;
            do {
                youngGeneration.makeRoom(lost);
                Child child = attempt(purpose, task, parent);
                if (child != null) {
                    return child;
                }
                lost++;
            } while (System.nanoTime() < deadline || lost < LEAST_ATTEMPTS);
            throw SystemCallException.of(
                    "forkChild", Errno.EAGAIN, lost + " attempts lost, " + statistics);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new RefusedException("forkChild", "", WORDS.get("ending"));
        }
    }

    /**
     * Nothing is forked from now on; waits for a fork that is under way. To be called before the
     * JVM ends: a child that was forked meanwhile could wedge with nobody left who would end it.
     */
    void close() {
        synchronized (StopGuard.monitor()) {
            closed = true;
            settle();
        }
    }

    /** In a child: whether nearly all the memory that it will ever have is used. */
    boolean isMemoryLow() {
        return youngGeneration.isNearlyFull();
    }

    /** The child, or null when it wedged or died before it was ready. */
    private Child attempt(String purpose, ChildTask task, int parent) {
        gate = gate == null ? new StartGate() : gate;
        gate.next();
        lifeline.beforeFork();
        hooks.before();
        underWay = true;
        try {
            int pid = fork();
            if (pid == 0) {
                runChild(parent, task);
            }
            hooks.inParent();
            lifeline.holdBy(pid);
            return isReady(pid) ? admit(pid, purpose) : null;
        } finally {
            settle();
        }
    }

    private int fork() {
        statistics.countAttempt();
        Journal.record(Event.FORK_ATTEMPT);
        try {
            return Sys.fork();
        } catch (SystemCallException noProcess) {
            underWay = false;
            Journal.record(Event.FORK_FAILED, noProcess.errno().number());
            hooks.inParent();
            throw noProcess;
        }
    }

    /** Never returns. What is the parent's own business is forgotten: the child may fork, too. */
    private void runChild(int parent, ChildTask task) {
        StartGate parents = gate;
        gate = null;
        underWay = false;
        StopGuard.renew();
        childMain.run(parent, parents, youngGeneration, hooks, task);
    }

    private Child admit(int pid, String purpose) {
        Child child = reaper.get().admit(pid, purpose, PendingMonitor.ofThisThread());
        gate.letIn();
        underWay = false;
        return child;
    }

    private boolean isReady(int pid) {
        long begin = System.nanoTime();
        long starved = begin;
        long now;
        Set<String> seen = new HashSet<>();
        do {
            int answer = gate.hear();
            if (answer == StartGate.READY) {
                return true;
            }
            if (answer == StartGate.NO_ROOM) {
                statistics.countWithoutRoom();
                return lost(pid);
            }
            if (ChildState.hasEnded(pid)) {
                statistics.countDiedBeforeReady();
                return lost(pid);
            }
            String place = Wedge.sleepsIn(pid);
            if (!place.isEmpty() && !seen.add(place)) {
                statistics.countWedgedBeforeReady();
                return lost(pid);
            }
            now = System.nanoTime();
            if (now - begin > UNASKED_NANOS && isStarved(pid)) {
                starved = now;
            }
        } while (now - starved < PATIENCE_NANOS && now - begin < STARVED_PATIENCE_NANOS);
        statistics.countSilent();
        return lost(pid);
    }

    private static boolean isStarved(int pid) {
        return Stat.of(pid)
                .map(child -> child.code() == RUNNABLE && child.cpu().compareTo(ENOUGH_CPU) < 0)
                .orElse(false);
    }

    private boolean lost(int pid) {
        end(pid);
        underWay = false;
        return false;
    }

    private void end(int pid) {
        Libc.kill(pid, Signal.SIGKILL.number()); // With SIGCHLD ignored it may be gone.
        Sys.wait4(pid, told, 0);
        Journal.record(Event.FORK_LOST, pid);
    }

    /**
     * Finishes what a thread has begun that was stopped in its midst: a child that is in the table
     * is let in, another ended. fork(2) may not have told of it, so it has told itself.
     */
    private void settle() {
        if (!underWay) {
            return;
        }
        long end = System.nanoTime() + BIRTH_NANOS;
        while (gate.pid() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        int pid = gate.pid();
        if (reaper.get().child(pid) != null) {
            gate.letIn();
        } else if (pid != 0) {
            end(pid);
        }
        underWay = false;
    }
}
