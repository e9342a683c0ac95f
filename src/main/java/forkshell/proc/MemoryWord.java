package forkshell.proc;

import java.io.IOException;
import java.io.RandomAccessFile;

/** One word of the memory of a process: /proc/PID/mem. */
public final class MemoryWord {
    private MemoryWord() {}

    /**
     * Returns the eight bytes at {@code address}, the first one highest; 0 when the process has
     * ended, has nothing there or is not ours to see.
     */
    public static long at(int pid, long address) {
        try (RandomAccessFile memory = new RandomAccessFile("/proc/" + pid + "/mem", "r")) {
            memory.seek(address);
            return memory.readLong();
        } catch (IOException goneOrForbidden) {
            return 0;
        }
    }
}
