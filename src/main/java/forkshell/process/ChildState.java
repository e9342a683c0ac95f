package forkshell.process;

import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import forkshell.proc.FastReader;
import java.util.Locale;
import java.util.Optional;

/** What a child is doing, in the words of ps(1) and proc(5); prints in lower case. */
public enum ChildState {
    RUNNING,
    SLEEPING,
    DISK_SLEEP,
    STOPPED,
    /** Stopped by its tracer, see ptrace(2). */
    TRACED,
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

    /** Returns the state that a letter of {@link #letter} stands for. */
    static ChildState of(char letter) {
        switch (letter) {
            case 'R':
                return RUNNING;
            case 'D':
                return DISK_SLEEP;
            case 'T':
                return STOPPED;
            case 't':
                return TRACED;
            case ZOMBIES_LETTER:
            case 'X':
                return ZOMBIE;
            default:
                return SLEEPING;
        }
    }

    static final char ZOMBIES_LETTER = 'Z';

    /**
     * Returns the letter in the third field of {@code /proc/PID/stat}; empty without such a
     * process, or when this one has no descriptor to spare.
     */
    static Optional<Character> letter(int pid) {
        if (isOwnZombie(pid)) {
            return Optional.of(ZOMBIES_LETTER);
        }
        return FastReader.state(pid);
    }

    /**
     * Asks by waitid(2) and leaves the zombie as it is. A look into /proc costs more, also the
     * kernel, which has to forget it again when the process is reaped.
     */
    private static boolean isOwnZombie(int pid) {
        try (NativeBuffer info = new NativeBuffer(Sys.STRUCT_SIGINFO)) {
            return isChild(pid, info) && info.getInt(0) != 0;
        }
    }

    /**
     * Returns whether a child of this process is a zombie, or has left none. Needs no descriptor,
     * so that a process that has none to spare does not take a child that lives for one that has
     * ended.
     */
    static boolean hasEnded(int pid) {
        return isOwnZombie(pid) || !isChild(pid);
    }

    /** Returns whether {@code pid} is a child of this process, alive or a zombie. */
    static boolean isChild(int pid) {
        try (NativeBuffer info = new NativeBuffer(Sys.STRUCT_SIGINFO)) {
            return isChild(pid, info);
        }
    }

    private static boolean isChild(int pid, NativeBuffer info) {
        int options = Libc.WEXITED | Libc.WNOHANG | Libc.WNOWAIT;
        return Libc.waitid(Libc.P_PID, pid, info.address(), options) == 0;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
