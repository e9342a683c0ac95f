package forkshell.proc;

import forkshell.libc.SmallFile;
import java.io.File;
import java.util.Optional;

/**
 * What a session asks of its children again and again, as text and without a {@link Fact}: a JVM
 * that only interprets reads ten times as fast so. Each text is empty when there is no such process
 * or thread, or when the kernel does not show it.
 */
public final class FastReader {
    private FastReader() {}

    /** Returns the letter of {@link Stat#code}; empty without such a process. */
    public static Optional<Character> state(int pid) {
        String stat = SmallFile.text("/proc/" + pid + "/stat");
        return stat.isEmpty()
                ? Optional.empty()
                : Optional.of(stat.charAt(stat.lastIndexOf(')') + 2));
    }

    /** Returns the line of {@link SystemCall}, for the main thread of a process. */
    public static String systemCall(int pid) {
        return SmallFile.text("/proc/" + pid + "/syscall");
    }

    /** Returns the line of {@link SystemCall}, for a thread of a process. */
    public static String systemCall(int pid, String thread) {
        return SmallFile.text("/proc/" + pid + "/task/" + thread + "/syscall");
    }

    /** Returns the text of {@link Status}, for a thread of a process. */
    public static String status(int pid, String thread) {
        return SmallFile.text("/proc/" + pid + "/task/" + thread + "/status");
    }

    /** Returns the ids of the threads of a process; none without such a process. */
    public static String[] threads(int pid) {
        String[] threads = new File("/proc/" + pid + "/task").list();
        return threads == null ? new String[0] : threads;
    }
}
