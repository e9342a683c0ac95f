package forkshell.process;

import forkshell.display.Display;
import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.jvm.Canary;
import forkshell.jvm.DefaultSignals;
import forkshell.jvm.YoungGeneration;
import forkshell.libc.Generation;
import forkshell.libc.Libc;
import forkshell.libc.Sys;

/**
 * What happens in a new child, from the return of fork(2) to its {@code _exit(2)}. Runs alone in
 * its process, so it waits for nobody but its parent.
 */
final class ChildMain {
    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;

    private final ChildOutput output;
    private final Lifeline lifeline;
    private final Canary canary = new Canary();
    private final DefaultSignals signals = new DefaultSignals();
    private final ChildFailure failure = new ChildFailure(ChildMain.class);

    ChildMain(ChildOutput output, Lifeline lifeline) {
        this.output = output;
        this.lifeline = lifeline;
        warmUp();
    }

    /**
     * In the parent, once: the JVM links each call when it is first made, which costs a hundred
     * times as much as the call. What only children call would be linked in each child anew.
     */
    private void warmUp() {
        output.warmUp();
        signals.warmUp();
        canary.warmUp();
        failure.warmUp();
    }

    /** Never returns. */
    void run(int parent, StartGate gate, YoungGeneration memory, ForkHooks hooks, ChildTask task) {
        try {
            begin(parent, gate, hooks);
            beReady(gate, memory);
            perform(task);
        } finally {
            Libc._exit(FAILURE);
        }
    }

    private void begin(int parent, StartGate gate, ForkHooks hooks) {
        int pid = Libc.getpid();
        gate.begin(pid);
        Generation.begin();
        Display.beTextOnly();
        Journal.begin(parent);
        lifeline.hold();
        output.becomeChild(pid);
        ChildInput.begin();
        beFreeOfTheJvm();
        hooks.inChild();
        provedByCanary();
    }

    private void beReady(StartGate gate, YoungGeneration memory) {
        if (memory.wasTaken()) {
            gate.say(StartGate.NO_ROOM);
            Libc._exit(FAILURE);
        }
        gate.say(StartGate.READY);
        while (!gate.isLetIn()) {
            lifeline.endIfCut();
        }
    }

    /** A child's own child inherits what its parent has set, as fork(2) says. */
    private void beFreeOfTheJvm() {
        if (Generation.number() == 1) {
            signals.restore();
        }
    }

    /** A child's own fork has nothing to prove: a process of one thread holds no other's lock. */
    private void provedByCanary() {
        if (Generation.number() == 1) {
            canary.run();
        }
    }

    /** That its thread was interrupted concerns the parent, as a pending signal would. */
    private void perform(ChildTask task) {
        Thread.interrupted();
        try {
            task.run();
            exit(SUCCESS);
        } catch (Throwable thrown) {
            fail(thrown);
        }
    }

    private void fail(Throwable thrown) {
        try {
            failure.print(thrown, System.err);
        } finally {
            exit(FAILURE);
        }
    }

    /** Ends this process at once: nothing of the JVM's own shutdown runs. */
    void exit(int status) {
        output.finish();
        Journal.record(Event.EXIT, status);
        Sys._exit(status);
    }
}
