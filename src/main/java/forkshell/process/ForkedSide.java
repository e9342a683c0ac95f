package forkshell.process;

import forkshell.journal.Event;
import forkshell.journal.Journal;
import forkshell.jvm.Canary;
import forkshell.jvm.DefaultSignals;
import forkshell.jvm.YoungGeneration;
import forkshell.libc.Generation;
import forkshell.libc.Libc;
import forkshell.libc.NativeBuffer;
import forkshell.libc.Sys;
import java.util.concurrent.locks.LockSupport;

/**
 * What happens in a new child, from the return of fork(2) to its {@code _exit(2)}. Runs alone in
 * its process, so it waits for nobody.
 */
final class ForkedSide {
    /** What a child says when it is ready, and when it has too little memory to begin with. */
    static final byte READY = 1;

    private static final byte NO_ROOM = 0;

    private static final long ADMISSION_TURN_NANOS = 50_000;
    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;

    private final ChildOutput output;
    private final Lifeline lifeline;
    private final Canary canary = new Canary();
    private final DefaultSignals signals = new DefaultSignals();
    private final NativeBuffer word = new NativeBuffer(1);

    ForkedSide(ChildOutput output, Lifeline lifeline) {
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
        lifeline.warmUp();
        signals.warmUp();
        canary.warmUp();
        ChildFailure.warmUp();
    }

    /** Never returns. */
    void run(int parent, int[] ready, ForkHooks hooks, YoungGeneration memory, ChildTask task) {
        try {
            Generation.begin();
            Journal.begin(parent);
            output.becomeChild(Libc.getpid());
            lifeline.hold(parent);
            Sys.close(ready[0]);
            beFreeOfTheJvm();
            hooks.inChild();
            provedByCanary();
            say(memory.wasTaken() ? NO_ROOM : READY, ready[1]);
            awaitAdmission();
            task.run();
            exit(SUCCESS);
        } catch (Throwable thrown) {
            fail(thrown);
        } finally {
            Libc._exit(FAILURE);
        }
    }

    private void say(byte answer, int pipe) {
        word.putByte(0, answer);
        Sys.write(pipe, word.address(), 1);
        Sys.close(pipe);
        if (answer == NO_ROOM) {
            Libc._exit(FAILURE);
        }
    }

    /**
     * Waits until the parent has put this child into its table and the group of its children, a
     * moment: what a child does is seen only of children that are known. After an execve(2), too,
     * setpgid(2) would refuse (EACCES), and nobody would reap it.
     */
    private static void awaitAdmission() {
        while (Libc.getpgid(0) == Libc.getpgid(Libc.getppid())) {
            LockSupport.parkNanos(ADMISSION_TURN_NANOS);
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

    private void fail(Throwable thrown) {
        try {
            ChildFailure.print(thrown, System.err);
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
