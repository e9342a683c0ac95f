package forkshell.proc;

import java.time.Duration;
import java.util.List;

/**
 * /proc/PID/stat.
 *
 * @param command what the program calls itself, at most 15 characters
 * @param code the kernel's letter: R, S, D, T, t, Z, I, X
 * @param cpuTicks user and system time, in {@link Machine#TICKS_PER_SECOND}
 * @param startTicks when it started, in ticks since boot; together with the pid it names one
 *     process for ever
 * @param residentBytes memory that is in RAM now, roughly; {@link Status#residentBytes} is exact
 * @param waitStatus what wait(2) will say of a zombie; 0 for the living and when the kernel hides
 *     it
 */
public record Stat(
        int pid,
        String command,
        char code,
        int ppid,
        int pgid,
        int session,
        long cpuTicks,
        int threads,
        long startTicks,
        long residentBytes,
        int waitStatus) {

    public static Fact<Stat> of(int pid) {
        return ProcFile.text(pid + "/stat").map(Stat::parse);
    }

    /** Returns the calling process, in a forked child the child. */
    public static Stat self() {
        return ProcFile.text("self/stat").map(Stat::parse).value();
    }

    /** Returns every process that this user may see, in order of pid. */
    public static List<Stat> all() {
        return ProcFile.numbers("").orElse(List.of()).stream()
                .map(Stat::of)
                .filter(Fact::isKnown)
                .map(Fact::value)
                .toList();
    }

    public boolean isZombie() {
        return code == 'Z';
    }

    public Duration cpu() {
        return Machine.ofTicks(cpuTicks);
    }

    public Duration age() {
        Duration age = Machine.uptime().minus(Machine.ofTicks(startTicks));
        return age.isNegative() ? Duration.ZERO : age;
    }

    public boolean isSameProcess(Stat other) {
        return pid == other.pid && startTicks == other.startTicks;
    }

    /**
     * Reads a line; the command stands in parentheses and may itself hold blanks and parentheses.
     */
    static Stat parse(String line) {
        int open = line.indexOf('(');
        int close = line.lastIndexOf(')');
        String[] rest = line.substring(close + 2).trim().split(" ");
        return new Stat(
                Integer.parseInt(line.substring(0, open - 1)),
                line.substring(open + 1, close),
                rest[0].charAt(0),
                Integer.parseInt(rest[1]),
                Integer.parseInt(rest[2]),
                Integer.parseInt(rest[3]),
                Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
                Integer.parseInt(rest[17]),
                Long.parseLong(rest[19]),
                Long.parseLong(rest[21]) * Machine.PAGE_BYTES,
                Integer.parseInt(rest[49]));
    }
}
