package forkshell.libc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * A block of native memory, owned by whoever made it: {@link #close} frees it. A child has its own
 * copy of a buffer made before the fork. Not thread-safe.
 */
public final class NativeBuffer implements AutoCloseable {
    static {
        NativeCode.prepare();
    }

    private final long address;
    private final Pointer memory;
    private final int size;

    /** Takes {@code size} bytes, all zero. */
    public NativeBuffer(int size) {
        this(size, true);
    }

    private NativeBuffer(int size, boolean zero) {
        this.size = size;
        address = Native.malloc(size);
        if (address == 0) {
            throw new SystemCallException(
                    "malloc", Integer.toString(size), Errno.ENOMEM, Advice.text("malloc"));
        }
        memory = new Pointer(address);
        if (zero) {
            clear();
        }
    }

    /** Takes bytes as they come: a page that nobody touches costs a child nothing. */
    public static NativeBuffer uncleared(int size) {
        return new NativeBuffer(size, false);
    }

    public long address() {
        return address;
    }

    public int size() {
        return size;
    }

    public void clear() {
        memory.clear(size);
    }

    public byte getByte(int offset) {
        return memory.getByte(offset);
    }

    public short getShort(int offset) {
        return memory.getShort(offset);
    }

    public int getInt(int offset) {
        return memory.getInt(offset);
    }

    public long getLong(int offset) {
        return memory.getLong(offset);
    }

    /** Returns the first {@code count} longs. */
    long[] getLongs(int count) {
        return memory.getLongArray(0, count);
    }

    /** Returns the text from the beginning to the first zero byte. */
    public String getString() {
        return memory.getString(0);
    }

    public void putByte(int offset, byte value) {
        memory.setByte(offset, value);
    }

    public void putShort(int offset, int value) {
        memory.setShort(offset, (short) value);
    }

    public void putInt(int offset, int value) {
        memory.setInt(offset, value);
    }

    public void putLong(int offset, long value) {
        memory.setLong(offset, value);
    }

    /** Copies {@code count} bytes from {@code offset} into {@code target}. */
    public void get(int offset, byte[] target, int start, int count) {
        memory.read(offset, target, start, count);
    }

    /** Copies {@code count} bytes of {@code source} to {@code offset}. */
    public void put(int offset, byte[] source, int start, int count) {
        memory.write(offset, source, start, count);
    }

    @Override
    public void close() {
        Native.free(address);
    }
}
