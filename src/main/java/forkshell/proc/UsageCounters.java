package forkshell.proc;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * What a process and the children that it has waited for have used, see /proc/PID/stat in proc(5).
 *
 * @param cpu user and system time, in steps of a hundredth of a second
 * @param pageFaults those that the kernel served without reading from a disk
 */
public record UsageCounters(Duration cpu, long pageFaults) {
    private static final UsageCounters NONE = new UsageCounters(Duration.ZERO, 0);

    /** Returns what {@code pid} has used; nothing when there is no such process. */
    public static UsageCounters of(int pid) {
        return ProcFile.text(pid + "/stat").map(UsageCounters::parse).orElse(NONE);
    }

    /** Returns what all of {@code pids} have used together. */
    public static UsageCounters of(IntStream pids) {
        return pids.mapToObj(UsageCounters::of).reduce(NONE, UsageCounters::plus);
    }

    private UsageCounters plus(UsageCounters other) {
        return new UsageCounters(cpu.plus(other.cpu), pageFaults + other.pageFaults);
    }

    /** Returns what has been used since {@code before}. */
    public UsageCounters since(UsageCounters before) {
        return new UsageCounters(cpu.minus(before.cpu), pageFaults - before.pageFaults);
    }

    private static UsageCounters parse(String line) {
        String[] rest = line.substring(line.lastIndexOf(')') + 2).trim().split(" ");
        return new UsageCounters(Machine.ofTicks(sum(rest, 11, 15)), sum(rest, 7, 9));
    }

    private static long sum(String[] words, int from, int to) {
        return IntStream.range(from, to).mapToLong(i -> Long.parseLong(words[i])).sum();
    }
}
