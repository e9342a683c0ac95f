package forkshell.libc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Memory that this process shares with the children it forks later: a memfd_create(2) file, mapped
 * MAP_SHARED. It has no name in any directory, other processes may open it at /proc/PID/fd, and it
 * is gone with the last of them. Its size is sealed: a file that shrinks below a mapping sends
 * SIGBUS to whoever looks. Its contents are anybody's who can open it, so whoever reads checks what
 * he reads. Writing allocates nothing and takes no lock. It is written through the methods of
 * {@link Pointer}, without any of its own between: in a JVM that only interprets, each call is
 * dear.
 */
public final class SharedMemory extends Pointer {
    private static final VarHandle LONGS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** Between making memory and sealing it, its maker may have to wait for the processor. */
    private static final long TIME_TO_SEAL_NANOS = 1_000_000_000;

    private static final long POLL_INTERVAL_NANOS = 1_000_000;

    private final ByteBuffer buffer;

    private SharedMemory(ByteBuffer buffer) {
        super(Pointer.nativeValue(Native.getDirectBufferPointer(buffer)));
        this.buffer = buffer;
    }

    /**
     * Takes {@code size} bytes, all zero; only those that are written to cost memory. The
     * descriptor stays open as long as the process lives.
     *
     * @param name what /proc/PID/fd shows, after {@code /memfd:}
     */
    public static SharedMemory create(String name, int size) {
        int fd = Sys.memfd(name);
        try (FileChannel file = open(fd, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            SharedMemory memory = new SharedMemory(map(file, MapMode.READ_WRITE, size));
            Sys.sealSize(fd);
            return memory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Maps the memory of another process for reading; empty when {@code file} cannot be opened.
     *
     * @param file such as {@code /proc/42/fd/7}
     * @throws IllegalStateException with the reason, when it is no memory that {@link #create} has
     *     made: it has another size, or one that may change
     */
    public static Optional<ByteBuffer> read(Path file, int size) {
        int fd = openWithoutWaiting(file);
        if (fd < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(mapSealed(fd, size));
        } catch (IOException vanished) {
            return Optional.empty();
        } finally {
            Libc.close(fd);
        }
    }

    /** Looks at the seals first: a descriptor that has them can be opened anew without waiting. */
    private static ByteBuffer mapSealed(int fd, int size) throws IOException {
        long end = System.nanoTime() + TIME_TO_SEAL_NANOS;
        while (!Sys.hasSealedSize(fd)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("its size may change");
            }
            LockSupport.parkNanos(POLL_INTERVAL_NANOS);
        }
        try (FileChannel file = open(fd, StandardOpenOption.READ)) {
            if (file.size() != size) {
                throw new IllegalStateException("it has " + file.size() + " bytes, not " + size);
            }
            return map(file, MapMode.READ_ONLY, size);
        }
    }

    /** To open a named pipe would wait for its other end. */
    private static int openWithoutWaiting(Path file) {
        byte[] name = (file + "\0").getBytes(StandardCharsets.UTF_8);
        try (NativeBuffer path = new NativeBuffer(name.length)) {
            path.put(0, name, 0, name.length);
            return Libc.open(path.address(), Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        }
    }

    private static FileChannel open(int fd, StandardOpenOption... how) throws IOException {
        return FileChannel.open(Path.of("/proc/self/fd/" + fd), how);
    }

    private static ByteBuffer map(FileChannel file, MapMode mode, int size) throws IOException {
        return file.map(mode, 0, size).order(ByteOrder.nativeOrder());
    }

    /**
     * Adds atomically, whatever threads of whatever processes do the same; returns the value
     * before.
     */
    public long getAndAdd(int offset, long delta) {
        return (long) LONGS.getAndAdd(buffer, offset, delta);
    }
}
