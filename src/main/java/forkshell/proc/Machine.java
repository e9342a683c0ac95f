package forkshell.proc;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;

/**
 * The units that the kernel counts in, from the auxiliary vector of getauxval(3), and its clock.
 */
public final class Machine {
    private static final int AT_PAGESZ = 6;
    private static final int AT_CLKTCK = 17;

    /** Bytes of one page of memory. */
    public static final long PAGE_BYTES = auxiliary(AT_PAGESZ, 4096);

    /** Clock ticks of one second. */
    public static final long TICKS_PER_SECOND = auxiliary(AT_CLKTCK, 100);

    private Machine() {}

    /** Returns the time since the machine was started, suspended time included. */
    public static Duration uptime() {
        String seconds = ProcFile.text("uptime").orElse("0").split(" ")[0];
        return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
    }

    public static Duration ofTicks(long ticks) {
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    private static long auxiliary(int key, long otherwise) {
        ByteBuffer vector = ByteBuffer.wrap(ProcFile.bytes("self/auxv").orElse(new byte[0]));
        vector.order(ByteOrder.nativeOrder());
        while (vector.remaining() >= 2 * Long.BYTES) {
            long found = vector.getLong();
            long value = vector.getLong();
            if (found == key) {
                return value;
            }
        }
        return otherwise;
    }
}
