package forkshell.libc;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * What a process and the children that it has reaped have used, as wait4(2) tells: getrusage(2).
 * Decoded only when somebody asks: whoever reaps thousands seldom does.
 */
public final class Usage {
    /** Bytes of a {@code struct rusage}, and where its fields are. */
    static final int STRUCT_RUSAGE = 144;

    private static final int RU_UTIME = 0;
    private static final int RU_STIME = 16;
    private static final int RU_MAXRSS = 32;
    private static final int RU_MINFLT = 64;
    private static final int RU_MAJFLT = 72;
    private static final int TV_USEC = 8;
    private static final int KILOBYTE = 1024;

    private final long[] rusage;

    /** The {@code struct rusage} that begins at the first byte. */
    Usage(NativeBuffer rusage) {
        this.rusage = rusage.getLongs(STRUCT_RUSAGE / Long.BYTES);
    }

    /** Returns the processor time in its own code. */
    public Duration user() {
        return time(RU_UTIME);
    }

    /** Returns the processor time in the kernel for it. */
    public Duration system() {
        return time(RU_STIME);
    }

    /**
     * Returns the most bytes that it had resident at once, those that it shared with its parent
     * included.
     */
    public long maxRss() {
        return at(RU_MAXRSS) * KILOBYTE;
    }

    /** Page faults that took no reading from a disk, such as copy on write. */
    public long minorFaults() {
        return at(RU_MINFLT);
    }

    /** Page faults that did. */
    public long majorFaults() {
        return at(RU_MAJFLT);
    }

    private Duration time(int offset) {
        return Duration.of(at(offset), ChronoUnit.SECONDS)
                .plus(at(offset + TV_USEC), ChronoUnit.MICROS);
    }

    private long at(int offset) {
        return rusage[offset / Long.BYTES];
    }

    /** As strace(1) shows the structure. */
    String traced() {
        return "{ru_utime=" + traced(RU_UTIME) + ", ru_stime=" + traced(RU_STIME) + ", ...}";
    }

    private String traced(int offset) {
        return "{tv_sec=" + at(offset) + ", tv_usec=" + at(offset + TV_USEC) + "}";
    }

    /**
     * Returns {@code user 0.012 s, system 0.004 s, max RSS 41984 kB, page faults 210 minor, 0
     * major}.
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "user %.3f s, system %.3f s, max RSS %d kB, page faults %d minor, %d major",
                user().toNanos() / 1e9,
                system().toNanos() / 1e9,
                at(RU_MAXRSS),
                minorFaults(),
                majorFaults());
    }
}
