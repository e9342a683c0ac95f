package forkshell.process;

import forkshell.libc.Errno;
import forkshell.libc.Exec;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;
import forkshell.libc.Sys;
import forkshell.libc.SystemCallException;
import forkshell.proc.FdInfo;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets no process outlive its session, even when the session is killed. Each child holds the read
 * end of a pipe, and the kernel sends it SIGKILL when the last write end is closed: fcntl(2),
 * F_SETSIG. PR_SET_PDEATHSIG would not do: it belongs to the thread that forks, which may end
 * before its child, and to the parent, which an orphan has lost.
 *
 * <p>Only one thread of the JVM has the write end, in a table of descriptors of its own, so that no
 * child inherits it and none can keep the others alive.
 */
final class Lifeline {
    /** A child that has become another user opens it anew for its own children. */
    private static final int READABLE_FOR_ALL = 0444;

    private static final long NAP_NANOS = 100_000;

    private final int readEnd;
    private final NativeBuffer path;
    private int nextChilds;

    Lifeline() {
        int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
        readEnd = pipe[0];
        Sys.fchmod(readEnd, READABLE_FOR_ALL);
        keepOpenApart(pipe[1]);
        byte[] text = FdInfo.ownPath(readEnd).getBytes(StandardCharsets.US_ASCII);
        path = new NativeBuffer(text.length + 1);
        path.put(0, text, 0, text.length);
        Exec.keep(readEnd);
        prepareNext();
    }

    private static void keepOpenApart(int writeEnd) {
        AtomicBoolean apart = new AtomicBoolean();
        Thread keeper = new Thread(() -> keep(writeEnd, apart), "forkshell-lifeline");
        keeper.setDaemon(true);
        keeper.start();
        while (!apart.get()) {
            LockSupport.parkNanos(NAP_NANOS);
        }
        Sys.close(writeEnd);
    }

    private static void keep(int writeEnd, AtomicBoolean apart) {
        Sys.closeApartAllBut(writeEnd);
        apart.set(true);
        while (true) {
            Libc.pause();
        }
    }

    /**
     * Each process needs an open file description of its own, because the owner of its signals
     * belongs to that. It is opened ahead: a parent that has no descriptor left can fork.
     */
    private void prepareNext() {
        nextChilds = Sys.open(path, Libc.O_CLOEXEC);
        if (nextChilds >= 0) {
            SignalCalls.signalWhenReady(nextChilds, Signal.SIGKILL);
        }
    }

    /** Before a fork. */
    void beforeFork() {
        if (nextChilds < 0) {
            prepareNext();
        }
        if (nextChilds < 0) {
            throw SystemCallException.of("forkChild", Errno.of(Libc.errno()), "");
        }
    }

    /** In the parent: {@code pid} ends with the session from now on. */
    void holdBy(int pid) {
        SignalCalls.setOwner(nextChilds, pid);
        Sys.close(nextChilds);
        prepareNext();
    }

    /** In a new child, also for what it executes: execve(2). */
    void hold() {
        Sys.dup2(nextChilds, readEnd);
        Sys.close(nextChilds);
        nextChilds = -1;
    }

    /** In a child that its parent may not have made hold the line: ends it if the line is cut. */
    void endIfCut() {
        try (NativeBuffer pollfd = Sys.pollfd()) {
            if ((Sys.poll(readEnd, Libc.POLLIN, 0, pollfd) & Libc.POLLHUP) != 0) {
                Libc._exit(1);
            }
        }
    }
}
