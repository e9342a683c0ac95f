package forkshell.libc;

import com.sun.jna.Pointer;

/**
 * A yes or no that this process shares with the children it forks later, in memory of mmap(2) with
 * MAP_SHARED: asking costs no system call. A child has the memory until it ends; the process that
 * made it closes its own.
 */
public final class SharedFlag implements AutoCloseable {
    private static final int SIZE = Integer.BYTES;

    private final Pointer memory = new Pointer(Sys.mapShared(SIZE));
    private boolean closed;

    public void raise() {
        memory.setInt(0, 1);
    }

    /** Returns whether any of the processes has raised it; also when this one has closed it. */
    public boolean isUp() {
        return closed || memory.getInt(0) != 0;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Sys.unmap(Pointer.nativeValue(memory), SIZE);
        }
    }
}
