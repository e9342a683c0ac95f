package forkshell.jvm;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import forkshell.proc.MemoryWord;

/**
 * The word in which HotSpot notes the Java monitor that a thread waits to enter. Its place is read
 * from the tables that libjvm exports for debuggers (vmStructs.hpp), so it is right for each
 * version. A forked child has the word at the same address, and {@code /proc/PID/mem} shows it.
 */
public final class PendingMonitor {
    private static final String ENTRY = "gHotSpotVMStructEntry";

    private static final long UNKNOWN = -1;
    private static final long WITHIN = offset();
    private static final ThreadLocal<PendingMonitor> OWN =
            ThreadLocal.withInitial(PendingMonitor::find);

    private final long address;

    private PendingMonitor(long address) {
        this.address = address;
    }

    /**
     * Returns the word at {@code address}, as {@link #address} gave it; 0 stands for none, never
     * set.
     */
    public static PendingMonitor at(long address) {
        return new PendingMonitor(address);
    }

    /** Returns the word of the calling thread; none on a JVM that does not tell. */
    public static PendingMonitor ofThisThread() {
        return OWN.get();
    }

    private static PendingMonitor find() {
        return at(WITHIN == UNKNOWN ? 0 : JvmTools.address(Thread.currentThread()) + WITHIN);
    }

    private static long offset() {
        try {
            return entry("JavaThread", "_current_pending_monitor").getLong(number("OffsetOffset"));
        } catch (UnsatisfiedLinkError anotherJvm) {
            return UNKNOWN;
        }
    }

    public long address() {
        return address;
    }

    private static Pointer entry(String type, String field) {
        Pointer entry = exported("gHotSpotVMStructs").getPointer(0);
        long typeName = number("TypeNameOffset");
        while (entry.getPointer(typeName) != null) {
            Pointer fieldName = entry.getPointer(number("FieldNameOffset"));
            if (entry.getPointer(typeName).getString(0).equals(type)
                    && fieldName.getString(0).equals(field)) {
                return entry;
            }
            entry = entry.share(number("ArrayStride"));
        }
        throw new UnsatisfiedLinkError(type + "::" + field);
    }

    private static long number(String name) {
        return exported(ENTRY + name).getLong(0);
    }

    private static Pointer exported(String symbol) {
        return NativeLibrary.getProcess().getGlobalVariableAddress(symbol);
    }

    /** Returns whether that thread, in the process {@code pid}, waits for a monitor. */
    public boolean isSetIn(int pid) {
        return address != 0 && MemoryWord.at(pid, address) != 0;
    }
}
