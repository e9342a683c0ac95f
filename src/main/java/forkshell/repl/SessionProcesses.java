package forkshell.repl;

import forkshell.proc.Environment;
import forkshell.proc.Stat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The processes that the snippets of an agent have started: orphans too, and programs that have
 * left with setsid(2), which still have its environment.
 *
 * @param session the pid of the agent, which leads a setsid(2) session; it may have ended already
 * @param mark an entry of its environment that no other process has
 */
record SessionProcesses(long session, String mark) {
    private static final long TIMEOUT_NANOS = 1_000_000_000;
    private static final long POLL_INTERVAL_NANOS = 10_000_000;

    /** Sends SIGKILL to all; blocks for a second at most. Returns those that are still there. */
    List<Stat> kill() {
        long end = System.nanoTime() + TIMEOUT_NANOS;
        List<Stat> left = left();
        while (!left.isEmpty() && System.nanoTime() < end) {
            left.forEach(
                    process ->
                            ProcessHandle.of(process.pid())
                                    .ifPresent(ProcessHandle::destroyForcibly));
            LockSupport.parkNanos(POLL_INTERVAL_NANOS);
            left = left();
        }
        return left;
    }

    private List<Stat> left() {
        return Stat.all().stream()
                .filter(process -> !process.isZombie())
                .filter(process -> process.session() == session || hasMark(process.pid()))
                .toList();
    }

    /** False for a process of another user, whose environment is nobody else's to see. */
    private boolean hasMark(int pid) {
        return Environment.of(pid).map(environment -> environment.has(mark)).orElse(false);
    }
}
