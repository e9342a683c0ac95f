package forkshell.repl.agent;

import forkshell.display.Messages;
import forkshell.jvm.JvmTools;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import jdk.jshell.spi.ExecutionControl.RunException;
import jdk.jshell.spi.ExecutionControl.StoppedException;

/** One snippet at work on its own thread. */
final class RunningSnippet {
    private static final int STOP_ATTEMPTS = 3;
    private static final int STOP_INTERVAL_MILLIS = 75;
    private static final int GRACE_MILLIS = 100;

    private final CompletableFuture<String> result = new CompletableFuture<>();
    private final int number;
    private final Thread thread;

    RunningSnippet(int number, Callable<String> work) {
        this.number = number;
        thread = new Thread(() -> run(work), "snippet");
        thread.setDaemon(true);
        thread.start();
    }

    int number() {
        return number;
    }

    private void run(Callable<String> work) {
        try {
            result.complete(work.call());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    /** Waits for the value. A stopped snippet throws {@link StoppedException}. */
    String result() throws RunException, InternalException, EngineTerminationException {
        try {
            return result.get();
        } catch (ExecutionException failed) {
            throw asControlException(failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new StoppedException();
        }
    }

    private static InternalException asControlException(Throwable failure)
            throws RunException, InternalException, EngineTerminationException {
        if (failure instanceof Stop) {
            throw new StoppedException();
        }
        if (failure instanceof RunException run) {
            throw run;
        }
        if (failure instanceof InternalException internal) {
            throw internal;
        }
        if (failure instanceof EngineTerminationException termination) {
            throw termination;
        }
        return new InternalException(failure.toString());
    }

    /**
     * Has the snippet stop at the next {@link StopPoint}. One that passes none, because it waits or
     * works outside the learner's own code, has {@link Stop} thrown into it until its thread has
     * ended. A thread that stays, because it waits inside a system call or catches everything, is
     * left behind with a warning, and the session goes on without it.
     */
    void stop() {
        StopPoint.stop(thread);
        awaitEnd(GRACE_MILLIS);
        for (int i = 0; i < STOP_ATTEMPTS && thread.isAlive() && !result.isDone(); i++) {
            StopPoint.stop(thread);
            JvmTools.stop(thread, new Stop());
            awaitEnd(STOP_INTERVAL_MILLIS);
        }
        if (result.completeExceptionally(new Stop()) && thread.isAlive()) {
            System.err.println(Messages.of(RunningSnippet.class).get("stop.leftBehind"));
        }
        StopPoint.stop(null);
    }

    private void awaitEnd(int millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
