package forkshell.proc;

import java.util.Arrays;
import java.util.List;

/**
 * /proc/PID/syscall: the system call that the main thread is blocked in.
 *
 * @param arguments the six registers, also where the call takes fewer
 */
public record SystemCall(int number, List<Long> arguments) {
    /**
     * Reads the system call that the main thread of a process is in; none if it runs, or is blocked
     * outside a system call.
     */
    public static Fact<SystemCall> of(int pid) {
        return ProcFile.text(pid + "/syscall").flatMap(SystemCall::parse);
    }

    public String name() {
        return SystemCallNames.nameOf(number);
    }

    public long argument(int index) {
        return arguments.get(index);
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
