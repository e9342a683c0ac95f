package forkshell.process;

import forkshell.jvm.PendingMonitor;
import forkshell.libc.Usage;

/** A forked process of this session, from its fork until it is reaped. */
public final class Child {
    private final int pid;
    private final String purpose;
    private final PendingMonitor monitor;
    private volatile Exit exit;
    private volatile boolean lost;
    private volatile String wedged = "";

    /** {@code monitor} is that of the thread that forked it, the first that it has. */
    Child(int pid, String purpose, PendingMonitor monitor) {
        this.pid = pid;
        this.purpose = purpose;
        this.monitor = monitor;
    }

    public int pid() {
        return pid;
    }

    /** Returns what it was forked for: {@code serves 127.0.0.1:50312}; empty for a plain task. */
    public String purpose() {
        return purpose;
    }

    /** Returns what the kernel says it is doing now. */
    public ChildState state() {
        if (exit != null) {
            return ChildState.REAPED;
        }
        if (lost) {
            return ChildState.LOST;
        }
        ChildState seen = ChildState.letter(pid).map(ChildState::of).orElseGet(this::unseen);
        boolean ends = seen == ChildState.ZOMBIE || seen == ChildState.LOST;
        return ends || wedged.isEmpty() ? seen : ChildState.WEDGED;
    }

    /** Without a descriptor to spare nobody can see what it is doing, only that it lives. */
    private ChildState unseen() {
        if (exit != null) {
            return ChildState.REAPED;
        }
        return ChildState.isChild(pid) ? ChildState.SLEEPING : ChildState.LOST;
    }

    /** Returns whether it has not ended yet; a zombie is not alive. */
    public boolean isAlive() {
        return state() != ChildState.ZOMBIE && !isGone();
    }

    /** Returns whether it has ended and left no zombie. */
    boolean isGone() {
        ChildState state = state();
        return state == ChildState.REAPED || state == ChildState.LOST;
    }

    /** Returns how it ended; null until it is reaped. */
    public Exit exit() {
        return exit;
    }

    Exit reaped(int status, Usage usage) {
        exit = new Exit(pid, status, wedged, usage);
        return exit;
    }

    void lose() {
        lost = true;
    }

    PendingMonitor monitor() {
        return monitor;
    }

    void wedged(String reason) {
        wedged = reason;
    }

    /**
     * Returns {@code child 4242 sleeping, serves 127.0.0.1:50312}; once it is reaped, how it ended.
     */
    @Override
    public String toString() {
        return exit != null
                ? exit + ", reaped"
                : "child " + pid + " " + state() + (purpose.isEmpty() ? "" : ", " + purpose);
    }
}
