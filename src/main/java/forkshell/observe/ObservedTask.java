package forkshell.observe;

import forkshell.journal.ObservedProcess;
import java.util.HashSet;
import java.util.Set;

/** A process under observation, or one of its threads. */
final class ObservedTask {
    private final ObservedProcess self;
    private final ObservedTask process;
    private final int parent;
    private final Set<String> served = new HashSet<>();
    private boolean catchesSigchld;

    private ObservedTask(int pid, ObservedTask process, int parent) {
        this.self = new ObservedProcess(pid);
        this.process = process == null ? this : process;
        this.parent = parent;
    }

    static ObservedTask process(int pid, int parent) {
        return new ObservedTask(pid, null, parent);
    }

    /** A child inherits the handlers of its parent. */
    ObservedTask child(int pid) {
        ObservedTask child = process(pid, process.pid());
        child.catchesSigchld = process.catchesSigchld;
        return child;
    }

    ObservedTask thread(int number) {
        return new ObservedTask(number, process, parent);
    }

    /** Returns where it is noted: under its own number. */
    ObservedProcess self() {
        return self;
    }

    int pid() {
        return self.pid();
    }

    /** Itself, or the process that it is a thread of. */
    ObservedTask process() {
        return process;
    }

    int parent() {
        return parent;
    }

    /** Returns whether it has not served this connection before. */
    boolean beginsToServe(String connection) {
        return served.add(connection);
    }

    void catchesSigchld(boolean catches) {
        process.catchesSigchld = catches;
    }

    boolean catchesSigchld() {
        return process.catchesSigchld;
    }
}
