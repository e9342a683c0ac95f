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
 * is gone with the last of them. Writing allocates nothing and takes no lock.
 */
public final class SharedMemory {
    private static final VarHandle LONGS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer buffer;
    private final Pointer memory;

    private SharedMemory(ByteBuffer buffer) {
        this.buffer = buffer;
        this.memory = Native.getDirectBufferPointer(buffer);
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

    public void putLong(long offset, long value) {
        memory.setLong(offset, value);
    }

    /** Sets {@code length} bytes from {@code offset} on to zero. */
    public void clear(long offset, long length) {
        memory.setMemory(offset, length, (byte) 0);
    }

    /**
     * Copies the first {@code count} of {@code values} to {@code offset}, in no particular order.
     */
    public void putLongs(long offset, long[] values, int count) {
        memory.write(offset, values, 0, count);
    }

    /**
     * Adds atomically, whatever threads of whatever processes do the same; returns the value
     * before.
     */
    public long getAndAdd(int offset, long delta) {
        return (long) LONGS.getAndAdd(buffer, offset, delta);
    }
}
