package forkshell.proc;

import java.util.Arrays;
import java.util.List;

/**
 * /proc/PID/syscall: the system call that the main thread is blocked in.
 *
 * @param arguments the six registers, also where the call takes fewer
 */
public record SystemCall(int number, List<Long> arguments) {
    private static final int FUTEX_PRIVATE_FLAG = 128;

    /** None when the thread runs, or is blocked outside a system call. */
    public static Fact<SystemCall> of(int pid) {
        return ProcFile.text(pid + "/syscall").flatMap(SystemCall::parse);
    }

    /**
     * Whether this process waits for ever: its only thread waits, without a time limit, for another
     * thread of the same process. Such is a forked child that needs what a thread of its parent
     * held. Looks twice, so that a thread that is just ending does not deceive.
     */
    public static boolean isWedged(int pid) {
        Fact<SystemCall> first = of(pid);
        return first.map(SystemCall::isEndlessFutexWait).orElse(false)
                && ProcFile.numbers(pid + "/task").map(List::size).orElse(0) == 1
                && first.equals(of(pid));
    }

    public String name() {
        return SystemCallNames.nameOf(number);
    }

    public long argument(int index) {
        return arguments.get(index);
    }

    private boolean isEndlessFutexWait() {
        return name().equals("futex")
                && (argument(1) & FUTEX_PRIVATE_FLAG) != 0
                && argument(3) == 0;
    }

    static Fact<SystemCall> parse(String line) {
        String[] words = line.trim().split(" ");
        if (words.length < 7) {
            return Fact.none();
        }
        return Fact.of(new SystemCall(Integer.parseInt(words[0]), registers(words)));
    }

    private static List<Long> registers(String[] words) {
        return Arrays.stream(words, 1, 7)
                .map(word -> Long.parseUnsignedLong(word.substring(2), 16))
                .toList();
    }
}
