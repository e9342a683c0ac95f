package forkshell.libc;

/**
 * A lock that one process holds at a time: a record lock of fcntl(2) on a file without a name. The
 * kernel takes it from a holder that dies, so it is never lost. It excludes processes, not the
 * threads of one.
 */
public final class ProcessLock implements AutoCloseable {
    // struct flock; the rest stays 0: SEEK_SET, from 0 to the end
    static final int L_TYPE = 0;
    static final int FLOCK_SIZE = 32;

    private final Descriptor file;
    private final NativeBuffer flock = new NativeBuffer(FLOCK_SIZE);

    /** Makes a lock that nobody holds; whoever makes it closes it. */
    public ProcessLock() {
        file = new Descriptor(Sys.memfd("forkshell-lock"), "lock");
    }

    /** Waits until no other process holds it, and holds it. Child processes only: it blocks. */
    public void take() {
        set(Libc.F_WRLCK, "F_WRLCK");
    }

    public void release() {
        set(Libc.F_UNLCK, "F_UNLCK");
    }

    private void set(short type, String name) {
        flock.putShort(L_TYPE, type);
        int r = Libc.fcntl(file.fd(), Libc.F_SETLKW, flock.address());
        while (r == -1 && Libc.errno() == Errno.EINTR.number()) {
            r = Libc.fcntl(file.fd(), Libc.F_SETLKW, flock.address());
        }
        CallResult.check(r, "fcntl", file.fd(), "F_SETLKW", name);
    }

    @Override
    public void close() {
        if (file.close("close()")) {
            flock.close();
        }
    }
}
