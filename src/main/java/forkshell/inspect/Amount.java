package forkshell.inspect;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them: {@code 12.3M}, {@code 4.2s}, {@code 3:07}. */
public final class Amount {
    private static final String UNITS = "BKMGT";

    private Amount() {}

    /** Returns bytes in powers of 1024, as ps and top do. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < UNITS.length() - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0
                ? bytes + "B"
                : String.format(Locale.ROOT, "%.1f%c", value, UNITS.charAt(unit));
    }

    public static String time(Duration time) {
        if (time.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.2fs", time.toMillis() / 1000.0);
        }
        return time.toHours() == 0
                ? String.format("%d:%02d", time.toMinutes(), time.toSecondsPart())
                : String.format(
                        "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
