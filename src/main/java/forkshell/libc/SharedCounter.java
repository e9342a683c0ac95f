package forkshell.libc;

import com.sun.jna.Pointer;

/**
 * A number that this process shares with the children it forks later, in memory of mmap(2) with
 * MAP_SHARED that lives as long as they do. Two that add in the same moment may count as one.
 */
public final class SharedCounter {
    private final Pointer memory = new Pointer(Sys.mapShared(Integer.BYTES));

    /** Adds 1 and returns the sum. */
    public int increment() {
        set(memory.getInt(0) + 1);
        return memory.getInt(0);
    }

    public void set(int number) {
        memory.setInt(0, number);
    }
}
