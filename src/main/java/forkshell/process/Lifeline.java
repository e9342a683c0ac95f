package forkshell.process;

import forkshell.libc.Generation;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Signal;
import forkshell.libc.SignalCalls;
import forkshell.libc.Sys;
import java.nio.charset.StandardCharsets;

/**
 * Lets no process outlive its session, even when the session is killed. A child of the JVM dies
 * with the thread that forked it (PR_SET_PDEATHSIG; that thread lives as long as the JVM). A
 * child's child must be able to outlive its parent, as orphans do; it holds the read end of a pipe
 * whose only writer is the JVM, and the kernel sends it SIGKILL when that end is closed (fcntl(2),
 * F_SETSIG).
 */
final class Lifeline {
    private final int readEnd;
    private final int writeEnd;
    private final NativeBuffer path;

    Lifeline() {
        int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
        readEnd = pipe[0];
        writeEnd = pipe[1];
        byte[] text = ("/proc/self/fd/" + readEnd).getBytes(StandardCharsets.US_ASCII);
        path = new NativeBuffer(text.length + 1);
        path.put(0, text, 0, text.length);
    }

    /** In the parent, once: asks for nothing. */
    void warmUp() {
        Libc.prctl(0, 0, 0, 0, 0);
        Libc.getppid();
    }

    /** In a new child. */
    void hold(int parent) {
        if (Generation.number() == 1) {
            Sys.close(writeEnd);
            Sys.dieWithParent();
            if (Libc.getppid() != parent) {
                Libc._exit(1);
            }
        } else {
            watch();
        }
    }

    /** setresuid(2) takes the first way's wish back, not the second's. */
    static void afterChangeOfUser() {
        if (Generation.number() == 1) {
            Sys.dieWithParent();
        }
    }

    private static boolean isCut(int readEnd) {
        try (NativeBuffer pollfd = Sys.pollfd()) {
            return (Sys.poll(readEnd, Libc.POLLIN, 0, pollfd) & Libc.POLLHUP) != 0;
        }
    }

    /**
     * Each process needs an open file description of its own, because the owner of its signals
     * belongs to that.
     */
    private void watch() {
        int own = Sys.open(path, 0);
        SignalCalls.signalWhenReady(own, Signal.SIGKILL);
        if (isCut(own)) {
            Libc._exit(1);
        }
    }
}
