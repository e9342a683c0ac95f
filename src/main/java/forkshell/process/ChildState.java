package forkshell.process;

import forkshell.libc.SmallFile;
import java.util.Locale;
import java.util.Optional;

/** What a child is doing, in the words of ps(1) and proc(5); prints in lower case. */
public enum ChildState {
    RUNNING,
    SLEEPING,
    STOPPED,
    /** Ended, its status not yet taken. */
    ZOMBIE,
    /**
     * Waits for something that only a thread of the parent could give it; it is ended within a
     * second.
     */
    WEDGED,
    /** Ended, its status taken. */
    REAPED,
    /**
     * Ended, its status taken by code that does not belong to forkshell, or thrown away by the
     * kernel.
     */
    LOST;

    /** The state that a letter of {@link #letter} stands for. */
    static ChildState of(char letter) {
        switch (letter) {
            case 'R':
                return RUNNING;
            case 'T':
            case 't':
                return STOPPED;
            case 'Z':
            case 'X':
                return ZOMBIE;
            default:
                return SLEEPING;
        }
    }

    /** The letter in the third field of {@code /proc/PID/stat}; empty without such a process. */
    static Optional<Character> letter(int pid) {
        String stat = SmallFile.text("/proc/" + pid + "/stat");
        return stat.isEmpty()
                ? Optional.empty()
                : Optional.of(stat.charAt(stat.lastIndexOf(')') + 2));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
