package forkshell.process;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.jvm.PendingMonitor;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import forkshell.libc.Usage;
import forkshell.libc.WaitBuffer;
import forkshell.libc.WaitStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The children of this process that have not been reaped, and the only place that takes their
 * statuses. It looks who has ended, and waits only for those that are in its table, so a child of
 * ProcessBuilder keeps its status. One lock guards the table: nobody gets a child twice.
 */
final class Reaper {
    private static final int BLOCK = 64;

    private final WaitBuffer told = new WaitBuffer();
    private final NativeBuffer ended = new NativeBuffer(Sys.STRUCT_SIGINFO);
    private final Map<Integer, Child> unreaped = new LinkedHashMap<>();

    /** Pids and statuses that the kernel has told and the table does not know yet, in pairs. */
    private final long[] statuses = new long[2 * BLOCK];

    private final Usage[] usages = new Usage[BLOCK];

    private int taken;

    /** Takes a process that was just forked into the table. */
    synchronized Child admit(int pid, String purpose, PendingMonitor monitor) {
        Child child = new Child(pid, purpose, monitor);
        unreaped.put(pid, child);
        Journal.record(Event.FORK, pid);
        return child;
    }

    synchronized List<Child> children() {
        settle();
        return List.copyOf(unreaped.values());
    }

    /** Returns the child with that pid that has not been reaped; null when there is none. */
    synchronized Child child(int pid) {
        return unreaped.get(pid);
    }

    /**
     * Sends a signal, unless the child has been reaped and its number may be another process's by
     * now.
     */
    synchronized boolean signal(Child child, Signal signal) {
        settle();
        boolean ours = unreaped.get(child.pid()) == child && ChildState.isChild(child.pid());
        if (ours) {
            Journal.record(Event.SIGNAL, child.pid(), signal.number());
            SignalCalls.kill(child.pid(), signal);
        }
        return ours;
    }

    /** Takes one child that has ended, without waiting; null when there is none. */
    synchronized Exit takeOne() {
        Exit[] exits = takeAtMost(1);
        return exits.length == 0 ? null : exits[0];
    }

    /** Takes every child that has ended, without waiting. */
    synchronized List<Exit> takeAll() {
        List<Exit> exits = new ArrayList<>();
        Exit[] some;
        do {
            some = takeAtMost(BLOCK);
            exits.addAll(Arrays.asList(some));
        } while (some.length == BLOCK);
        return exits;
    }

    /**
     * First the statuses from the kernel, then what follows from them: for two thousand zombies,
     * going to and fro costs more than waitpid(2).
     */
    private Exit[] takeAtMost(int most) {
        settle();
        int wanted = Math.min(most, unreaped.size());
        int pid = 1;
        while (pid > 0 && taken < wanted) {
            pid = Sys.endedChild(ended);
            if (unreaped.containsKey(pid)) {
                takeFrom(pid, wanted);
            } else if (pid > 0) {
                takeAmongOthers(wanted);
                pid = 0;
            }
        }
        Exit[] exits = settle();
        if (pid == Sys.NO_CHILDREN) {
            forgetLost();
        }
        return exits;
    }

    /** Goes on from the eldest as long as each has ended: that saves a look for each. */
    private void takeFrom(int first, int wanted) {
        Iterator<Integer> eldest = unreaped.keySet().iterator();
        boolean goesOn = eldest.next() == first;
        boolean ended = takeStatus(first);
        while (goesOn && ended && taken < wanted && eldest.hasNext()) {
            ended = takeStatus(eldest.next());
        }
    }

    private boolean takeStatus(int pid) {
        boolean ended = Sys.wait4(pid, told, Libc.WNOHANG) == pid;
        if (ended) {
            keep(pid);
        }
        return ended;
    }

    /** A child of other code has ended, too; the kernel would go on showing that one. */
    private void takeAmongOthers(int wanted) {
        for (int pid : unreaped.keySet()) {
            if (taken < wanted) {
                takeStatus(pid);
            }
        }
    }

    private void keep(int pid) {
        statuses[2 * taken] = pid;
        statuses[2 * taken + 1] = told.status();
        usages[taken] = told.usage();
        taken++;
    }

    /** Those whose status the kernel has thrown away, or other code has taken, are no children. */
    synchronized void forgetLost() {
        settle();
        unreaped.values()
                .removeIf(
                        child -> {
                            boolean gone = !ChildState.isChild(child.pid());
                            if (gone) {
                                child.lose();
                            }
                            return gone;
                        });
    }

    /**
     * Enters what the kernel has told into the table. A thread that Ctrl-C stopped may have left
     * that half done: whoever looks next does it first, and tells nobody else of it.
     */
    private Exit[] settle() {
        Exit[] exits = new Exit[taken];
        int count = 0;
        for (int i = 0; i < taken; i++) {
            Child child = unreaped.remove((int) statuses[2 * i]);
            if (child != null) {
                exits[count++] = child.reaped((int) statuses[2 * i + 1], usages[i]);
            }
        }
        Journal.recordPairs(Event.REAP, statuses, taken);
        taken = 0;
        return count == exits.length ? exits : Arrays.copyOf(exits, count);
    }

    /** Takes {@code child} if it has ended, or says again how it did; null when it has not. */
    synchronized Exit take(Child child) {
        settle();
        return child.exit() != null ? child.exit() : take(child, 0);
    }

    /**
     * Takes {@code child} if it has ended; null when it has not. With WUNTRACED or WCONTINUED also
     * tells that it was stopped or goes on; it stays in the table then.
     *
     * @throws SystemCallException ECHILD when it was taken before
     */
    synchronized Exit take(Child child, int options) {
        settle();
        if (unreaped.get(child.pid()) != child) {
            throw noChild(child);
        }
        int ended = Sys.wait4(child.pid(), told, Libc.WNOHANG | options);
        if (ended == 0) {
            return null;
        }
        if (ended == Sys.NO_CHILDREN) {
            unreaped.remove(child.pid());
            child.lose();
            throw noChild(child);
        }
        if (goesOn(told.status())) {
            Journal.record(Event.TOLD, ended, told.status());
            return new Exit(ended, told.status(), "", told.usage());
        }
        keep(ended);
        return settle()[0];
    }

    private static SystemCallException noChild(Child child) {
        return Journal.failed(SystemCallException.of("waitpid", Errno.ECHILD, child.pid()));
    }

    private static boolean goesOn(int status) {
        return WaitStatus.WIFSTOPPED(status) || WaitStatus.WIFCONTINUED(status);
    }
}
