package forkshell.libc;

import com.sun.jna.Pointer;

/**
 * Words of 32 bits that this process shares with the children it forks later, in memory of mmap(2)
 * with MAP_SHARED. One process waits until another changes one: futex(2). The memory lasts as long
 * as a process that has it.
 */
public final class SharedWords {
    private static final long SYS_FUTEX =
            System.getProperty("os.arch").equals("aarch64") ? 98 : 202;
    private static final int FUTEX_WAIT = 0;
    private static final int FUTEX_WAKE = 1;
    private static final int ALL = Integer.MAX_VALUE;
    private static final int STRUCT_TIMESPEC = 16;

    private final Pointer memory;
    private final long address;
    private final NativeBuffer turn = new NativeBuffer(STRUCT_TIMESPEC);

    /**
     * Takes {@code count} words, all zero.
     *
     * @param turnMillis how long {@link #await} waits
     */
    public SharedWords(int count, int turnMillis) {
        address = Sys.mapShared(count * Integer.BYTES);
        memory = new Pointer(address);
        turn.putLong(0, turnMillis / 1_000);
        turn.putLong(Long.BYTES, turnMillis % 1_000 * 1_000_000L);
    }

    public int get(int index) {
        return memory.getInt((long) index * Integer.BYTES);
    }

    /** Changes a word and wakes all that wait for that. */
    public void set(int index, int value) {
        memory.setInt((long) index * Integer.BYTES, value);
        futex(index, FUTEX_WAKE, ALL, 0);
    }

    /** Waits until the word is no longer {@code value}, for one turn at most, or a signal comes. */
    public void await(int index, int value) {
        futex(index, FUTEX_WAIT, value, turn.address());
    }

    private void futex(int index, int operation, int value, long timeout) {
        long word = address + (long) index * Integer.BYTES;
        Libc.syscall(SYS_FUTEX, word, operation, value, timeout, 0, 0);
    }
}
