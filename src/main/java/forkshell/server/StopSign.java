package forkshell.server;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;

/**
 * Tells all workers at once to stop: a pipe made before the fork, with a byte in it that nobody
 * reads.
 */
final class StopSign implements AutoCloseable {
    private final int[] pipe = Sys.pipe(Libc.O_CLOEXEC);
    private final NativeBuffer pollfd = Sys.pollfd();

    void raise() {
        Sys.write(pipe[1], pollfd.address(), 1);
    }

    boolean isUp() {
        return Sys.poll(pipe[0], Libc.POLLIN, 0, pollfd) != 0;
    }

    /** In the parent; workers that are still busy have their own copies. */
    @Override
    public void close() {
        Sys.close(pipe[0]);
        Sys.close(pipe[1]);
        pollfd.close();
    }
}
