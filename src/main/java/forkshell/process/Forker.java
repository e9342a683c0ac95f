package forkshell.process;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.jvm.Wedge;
import forkshell.jvm.YoungGeneration;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Signal;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import java.util.HashSet;
import java.util.Set;

/**
 * One verified fork: forks, waits until the child says that it is ready, and when the child wedged
 * instead ends it and forks again. Used by one thread at a time.
 */
final class Forker {
    /** forkChild returns or throws within this time. */
    private static final long BOUND_NANOS = 1_900_000_000L;

    /** A child that is neither ready nor known to be wedged by then is given up. */
    private static final long PATIENCE_NANOS = 900_000_000;

    private static final int LOOK_AFTER = 5;

    private final ForkHooks hooks;
    private final ForkedSide forkedSide;
    private final ForkStatistics statistics;
    private final YoungGeneration youngGeneration;
    private final NativeBuffer pollfd = Sys.pollfd();
    private final NativeBuffer status = new NativeBuffer(4);
    private final NativeBuffer word = new NativeBuffer(1);

    Forker(
            ForkHooks hooks,
            ForkedSide forkedSide,
            YoungGeneration youngGeneration,
            ForkStatistics statistics) {
        this.youngGeneration = youngGeneration;
        this.hooks = hooks;
        this.forkedSide = forkedSide;
        this.statistics = statistics;
    }

    /** The pid of a child that is alive and ready; in the child this never returns. */
    int fork(ChildTask task) {
        long deadline = System.nanoTime() + BOUND_NANOS;
        int lost = 0;
        do {
            youngGeneration.makeRoom(lost);
            int pid = attempt(task, deadline);
            if (pid > 0) {
                return pid;
            }
            lost++;
        } while (System.nanoTime() < deadline);
        throw SystemCallException.of(
                "forkChild", Errno.EAGAIN, lost + " attempts lost, " + statistics);
    }

    /** The pid, or -1 when the child wedged or died before it was ready. */
    private int attempt(ChildTask task, long deadline) {
        int[] ready = Sys.pipe(Libc.O_CLOEXEC);
        int parent = Libc.getpid();
        hooks.before();
        int pid = fork(ready);
        if (pid == 0) {
            forkedSide.run(parent, ready, hooks, youngGeneration, task);
        }
        hooks.inParent();
        Sys.close(ready[1]);
        try {
            return isReady(pid, ready[0], deadline) ? pid : -1;
        } finally {
            Sys.close(ready[0]);
        }
    }

    private int fork(int[] ready) {
        statistics.countAttempt();
        Journal.record(Event.FORK_ATTEMPT);
        try {
            return Sys.fork();
        } catch (SystemCallException noProcess) {
            Journal.record(Event.FORK_FAILED, noProcess.errno().number());
            hooks.inParent();
            Sys.close(ready[0]);
            Sys.close(ready[1]);
            throw noProcess;
        }
    }

    private boolean isReady(int pid, int ready, long deadline) {
        long end = Math.min(deadline, System.nanoTime() + PATIENCE_NANOS);
        Set<String> seen = new HashSet<>();
        do {
            if (Sys.poll(ready, Libc.POLLIN, LOOK_AFTER, pollfd) != 0) {
                return saidSo(pid, ready);
            }
            String place = Wedge.sleepsIn(pid);
            if (!place.isEmpty() && !seen.add(place)) {
                statistics.countWedgedBeforeReady();
                end(pid);
                return false;
            }
        } while (System.nanoTime() < end);
        statistics.countSilent();
        end(pid);
        return false;
    }

    private boolean saidSo(int pid, int ready) {
        boolean said = Sys.read(ready, word.address(), 1) == 1;
        if (said && word.getByte(0) == ForkedSide.READY) {
            return true;
        }
        if (said) {
            statistics.countWithoutRoom();
        } else {
            statistics.countDiedBeforeReady();
        }
        end(pid);
        return false;
    }

    private void end(int pid) {
        Libc.kill(pid, Signal.SIGKILL.number()); // With SIGCHLD ignored it may be gone.
        Sys.waitpid(pid, status, 0);
        Journal.record(Event.FORK_LOST, pid);
    }
}
