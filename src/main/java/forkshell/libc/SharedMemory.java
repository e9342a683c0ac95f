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
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that this process shares with the children it forks later: a memfd_create(2) file, mapped
 * MAP_SHARED. It has no name in any directory, other processes may open it at /proc/PID/fd, and it
 * is gone with the last of them. Writing allocates nothing and takes no lock. It is written through
 * the methods of {@link Pointer}, without any of its own between: in a JVM that only interprets,
 * each call is dear.
 */
public final class SharedMemory extends Pointer {
    private static final VarHandle LONGS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

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
        Path file = Path.of("/proc/self/fd/" + fd);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new SharedMemory(
                    channel.map(MapMode.READ_WRITE, 0, size).order(ByteOrder.nativeOrder()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Adds atomically, whatever threads of whatever processes do the same; returns the value
     * before.
     */
    public long getAndAdd(int offset, long delta) {
        return (long) LONGS.getAndAdd(buffer, offset, delta);
    }
}
