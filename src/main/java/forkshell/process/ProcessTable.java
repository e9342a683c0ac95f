package forkshell.process;

import forkshell.display.Messages;
import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.jvm.CallWarmUp;
import forkshell.jvm.ClassPreloader;
import forkshell.jvm.ForkableJvm;
import forkshell.jvm.OpenJars;
import forkshell.jvm.PendingMonitor;
import forkshell.jvm.ProcessReaper;
import forkshell.libc.Descriptor;
import forkshell.libc.Errno;
import forkshell.libc.Generation;
import forkshell.libc.Libc;
import forkshell.libc.ProgramCalls;
import forkshell.libc.RefusedException;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import forkshell.libc.VirtualThread;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The children of this JVM: forks them, lists them, reaps them, and ends them with it. A process
 * has one; in a forked child the same object stands for that child's own children, and is empty at
 * first.
 */
public final class ProcessTable {
    private static final Messages WORDS = Messages.of(ProcessTable.class);
    private static final int TURN = 50;

    private volatile Reaper reaper = new Reaper();
    private final ForkHooks hooks = new ForkHooks();
    private final ForkStatistics statistics = new ForkStatistics();
    private final Map<Integer, PendingMonitor> childrensChildren = new ConcurrentHashMap<>();
    private final ChildOutput output = new ChildOutput(childrensChildren::put);
    private final Lifeline lifeline = new Lifeline();
    private final ChildMain childMain = new ChildMain(output, lifeline);
    private final Forker forker = new Forker(hooks, lifeline, childMain, () -> reaper, statistics);
    private final ExitHandler exitHandler = new ExitHandler(() -> reaper, output);

    public ProcessTable() {
        ClassPreloader.loadPackagesOf(
                Sys.class, Journal.class, ClassPreloader.class, ProcessTable.class);
        CallWarmUp.ofCommonCalls();
        ProcessReaper.surviveForks();
        OpenJars jars = new OpenJars();
        hooks.add(jars::beforeFork, jars::inParent, jars::inChild);
        hooks.addInChild(
                () -> {
                    reaper = new Reaper();
                    exitHandler.becomeChild();
                });
        new WedgeWatch(() -> reaper, this::childrensChildren, exitHandler::catchUp, statistics);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                new Shutdown(childMain::exit, this::close), "forkshell-shutdown"));
    }

    /** Those that are still of this session; an orphan is nobody's child here. */
    private Map<Integer, PendingMonitor> childrensChildren() {
        childrensChildren.keySet().removeIf(pid -> !output.isOutputOf(pid));
        return childrensChildren;
    }

    /** See pthread_atfork(3). */
    public ForkHooks hooks() {
        return hooks;
    }

    public ForkStatistics statistics() {
        return statistics;
    }

    /**
     * Forks this JVM: fork(2). The child continues the calling thread, with its name, its
     * ThreadLocals and the locks that it holds; it runs {@code task} and ends with {@code _exit}: 0
     * when it returns, 1 when it throws. Returns within three seconds with a child that has shown
     * that it is alive. Whoever calls reaps it, with {@link #reap}, {@link #waitFor} or {@link
     * #onExit}; it never outlives this JVM, but may outlive the thread.
     *
     * @param purpose what {@link Child#purpose()} says
     * @throws SystemCallException EAGAIN or ENOMEM of fork(2), or EAGAIN when every attempt was
     *     lost
     * @throws RefusedException in a JVM whose flags no child survives, or that is ending
     */
    public Child fork(String purpose, ChildTask task) {
        if (task == null) {
            throw new SystemCallException("forkChild", "null", Errno.EINVAL, WORDS.get("task"));
        }
        if (VirtualThread.isCurrent()) {
            throw new SystemCallException(
                    "forkChild",
                    Thread.currentThread().toString(),
                    Errno.EINVAL,
                    WORDS.get("virtual"));
        }
        ForkableJvm.check();
        return forker.fork(purpose, task);
    }

    /** Returns all children that have not been reaped, in the order in which they were forked. */
    public List<Child> children() {
        return reaper.children();
    }

    /**
     * Takes every child that has ended, without waiting: waitpid(2) with WNOHANG until there is
     * none.
     */
    public List<Exit> reap() {
        List<Exit> exits = reaper.takeAll();
        output.drain();
        return exits;
    }

    /** Takes one child that has ended, without waiting; null when there is none. */
    public Exit reapOne() {
        Exit exit = reaper.takeOne();
        output.drain();
        return exit;
    }

    /**
     * Waits until {@code child} ends and takes its status; when it has been reaped before, returns
     * what was found then.
     *
     * @throws SystemCallException ECHILD when it is not a child of this process, or other code took
     *     its status; EINTR when the thread is interrupted
     */
    public Exit waitFor(Child child) {
        if (child == null) {
            throw new SystemCallException("waitFor", "null", Errno.EINVAL, WORDS.get("child"));
        }
        Exit exit = reaper.take(child);
        if (exit == null) {
            exit = waitInTurns(child);
        }
        output.drain();
        return exit;
    }

    /**
     * waitpid(2) for one child: waits until it ends or, with WUNTRACED or WCONTINUED, is stopped or
     * goes on. With WNOHANG it does not wait; null then means that nothing has happened.
     *
     * @param options WNOHANG, WUNTRACED and WCONTINUED, joined by |
     * @throws SystemCallException ECHILD when it has been reaped, as in C
     */
    public Exit waitpid(Child child, int options) {
        Exit exit = reaper.take(child, options);
        while (exit == null && (options & Libc.WNOHANG) == 0) {
            Until.shortly("waitpid");
            exit = reaper.take(child, options);
        }
        if (exit == null) {
            Journal.record(Event.TOLD, 0, 0);
        }
        output.drain();
        return exit;
    }

    private Exit waitInTurns(Child child) {
        Descriptor pidfd;
        try {
            pidfd = new Descriptor(Sys.pidfdOpen(child.pid()), "child " + child.pid());
        } catch (SystemCallException failed) {
            if (failed.errno() != Errno.ESRCH) {
                throw failed;
            }
            return reaper.take(child); // Another thread has reaped it meanwhile.
        }
        try {
            Exit exit = null;
            while (exit == null) {
                pidfd.await("waitFor", Libc.POLLIN, TURN);
                exit = reaper.take(child);
            }
            return exit;
        } finally {
            pidfd.close("waitFor");
        }
    }

    /**
     * Has every child that ends from now on, or has ended, reaped on SIGCHLD and given to {@code
     * handler}, once each.
     */
    public void onExit(Consumer<Exit> handler) {
        exitHandler.handleAll(handler);
    }

    /**
     * As {@link #onExit}, but one child for one signal, as a handler that calls wait(2) once:
     * signals coalesce.
     */
    public void onExitWaitingOnce(Consumer<Exit> handler) {
        exitHandler.handleOne(handler);
    }

    /** SIGCHLD's default action again: an ended child stays a zombie until it is reaped. */
    public void ignoreExit() {
        exitHandler.restoreDefault();
    }

    /** SIG_IGN for SIGCHLD: ended children leave no zombie and no status. */
    public void discardExits() {
        exitHandler.ignore();
    }

    /**
     * Has a signal ignored, or do what signal(7) says: in a child any, in the parent SIGCHLD, whose
     * disposition nothing else in the JVM depends on.
     *
     * @throws RefusedException for another signal in the parent
     */
    public void signal(Signal signal, Disposition disposition) {
        if (!signal.equals(Signal.SIGCHLD)) {
            OwnSignals.dispose(signal, disposition);
        } else if (disposition == Disposition.SIG_IGN) {
            discardExits();
        } else {
            ignoreExit();
        }
    }

    /** Prints all that children have written up to now. */
    public void printOutput() {
        output.drain();
    }

    /**
     * Sends a signal to a child of this process: kill(2).
     *
     * @throws SystemCallException ESRCH when it has been reaped
     * @throws RefusedException when it is a child of another process
     */
    public void kill(Child child, Signal signal) {
        if (reaper.signal(child, signal)) {
            return;
        }
        if (!child.isGone()) {
            throw notOurs(child.pid(), signal);
        }
        throw new SystemCallException(
                "kill", child.pid() + ", " + signal, Errno.ESRCH, WORDS.get("taken"));
    }

    /**
     * Sends a signal to the child with that pid, or in a child to that child itself.
     *
     * @throws RefusedException when it is neither
     */
    public void kill(int pid, Signal signal) {
        Child child = reaper.child(pid);
        if (child != null) {
            kill(child, signal);
        } else if (Generation.isChild() && pid == Libc.getpid()) {
            Journal.record(Event.SIGNAL, pid, signal.number());
            SignalCalls.kill(pid, signal);
        } else {
            throw notOurs(pid, signal);
        }
    }

    /**
     * Puts a child of this process, or in a child also that child itself, into a process group:
     * setpgid(2).
     *
     * @param pid 0 for the calling process
     * @param group 0 for the pid of the process
     * @throws RefusedException when it is neither
     */
    public void setpgid(int pid, int group) {
        boolean own = pid == 0 || pid == Libc.getpid();
        if (own ? !Generation.isChild() : reaper.child(pid) == null) {
            throw new RefusedException("setpgid", pid + ", " + group, WORDS.get("setpgid"));
        }
        ProgramCalls.setpgid(pid, group);
    }

    private static RefusedException notOurs(int pid, Signal signal) {
        return new RefusedException("kill", pid + ", " + signal, WORDS.get("not.ours", pid));
    }

    /**
     * In a child: whether nearly all the memory that it will ever have is used. It cannot collect,
     * and wedges when it needs more.
     */
    public boolean isMemoryLow() {
        return forker.isMemoryLow();
    }

    /**
     * Ends this process, if it is a forked child, with {@code status}: _exit(2).
     *
     * @throws RefusedException in the parent
     */
    public void exit(int status) {
        if (!Generation.isChild()) {
            throw new RefusedException("exit", status, WORDS.get("exit"));
        }
        childMain.exit(status);
    }

    /** Before the JVM ends: forks no more, and ends all children. */
    private void close() {
        forker.close();
        endAll();
    }

    /** Ends all children with SIGKILL and reaps them. */
    public void endAll() {
        for (Child child : children()) {
            try {
                reaper.signal(child, Signal.SIGKILL);
                waitFor(child);
            } catch (SystemCallException reapedElsewhere) {
                // Other code took its status: there is nothing left to end.
                continue;
            }
        }
    }
}
