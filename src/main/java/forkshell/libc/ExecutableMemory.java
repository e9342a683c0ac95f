package forkshell.libc;

import com.sun.jna.Pointer;

/** Machine code in memory of its own, which lasts as long as the process. */
public final class ExecutableMemory {
    private static final int PAGE = 4096;
    private static final int ANONYMOUS = Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS;

    private static Pointer page;
    private static int used;

    private ExecutableMemory() {}

    /** Returns the address of {@code code}, a few dozen bytes; mmap(2), mprotect(2). */
    public static synchronized long of(byte[] code) {
        if (page == null || used + code.length > PAGE) {
            page = new Pointer(Libc.mmap(0, PAGE, Libc.PROT_READ, ANONYMOUS, -1, 0));
            used = 0;
        }
        long address = Pointer.nativeValue(page);
        Libc.mprotect(address, PAGE, Libc.PROT_READ | Libc.PROT_WRITE);
        page.write(used, code, 0, code.length);
        Libc.mprotect(address, PAGE, Libc.PROT_READ | Libc.PROT_EXEC);
        used += code.length;
        return address + used - code.length;
    }
}
