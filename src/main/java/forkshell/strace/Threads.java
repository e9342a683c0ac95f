package forkshell.strace;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Knows which of the numbers that strace calls pid are threads, and of which process. */
public final class Threads {
    private static final Set<String> FORKS = Set.of("clone", "clone3", "fork", "vfork");

    private final Map<Integer, Integer> processes = new ConcurrentHashMap<>();

    /** Returns whether the call made a process or a thread, whose number is its value. */
    public static boolean isFork(Call call) {
        return FORKS.contains(call.name()) && call.value() > 0;
    }

    /** Returns whether it was to make a process or a thread, and failed. */
    public static boolean isFailedFork(Call call) {
        return FORKS.contains(call.name()) && call.result().startsWith("-1 ");
    }

    /** Returns whether the call made a thread. */
    public static boolean isThread(Call fork) {
        return String.join(" ", fork.arguments()).contains("CLONE_THREAD");
    }

    void see(TraceLine line) {
        if (line instanceof Call call && isFork(call)) {
            int made = (int) call.value();
            if (isThread(call)) {
                processes.put(made, processOf(call.pid()));
            } else {
                processes.remove(made);
            }
        }
    }

    /** Returns the process that a thread belongs to; of one that is not known, itself. */
    public int processOf(int thread) {
        return processes.getOrDefault(thread, thread);
    }
}
