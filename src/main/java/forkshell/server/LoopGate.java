package forkshell.server;

/** What a loop passes before each iteration, and where it is paused, stepped and stopped. */
final class LoopGate {
    private enum State {
        RUNNING,
        PAUSED,
        STEPPING,
        STOPPED
    }

    private State state = State.RUNNING;
    private boolean waiting;

    /** Waits while the loop is paused; false when it is stopped. */
    synchronized boolean pass() {
        waiting = true;
        while (state == State.PAUSED) {
            notifyAll();
            sleep(0);
        }
        waiting = false;
        return state != State.STOPPED;
    }

    /** Called after each iteration: a step is over. */
    synchronized void done() {
        if (state == State.STEPPING) {
            to(State.PAUSED);
        }
    }

    /** Returns whether the iteration that is going on may wait for another client. */
    synchronized boolean isOpen() {
        return state == State.RUNNING || state == State.STEPPING;
    }

    synchronized boolean isStepping() {
        return state == State.STEPPING;
    }

    /** Returns when the loop waits here, or after {@code millis}. */
    synchronized void pause(int millis) throws InterruptedException {
        if (state == State.RUNNING) {
            to(State.PAUSED);
        }
        long deadline = System.nanoTime() + millis * 1_000_000L;
        for (long left = millis; state == State.PAUSED && !waiting && left > 0; ) {
            wait(left);
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
    }

    synchronized void resume() {
        if (state != State.STOPPED) {
            to(State.RUNNING);
        }
    }

    synchronized void stop() {
        to(State.STOPPED);
    }

    /**
     * One iteration; returns when it is over. When the wait is interrupted, the step is given up.
     */
    synchronized void step() throws InterruptedException {
        if (state == State.STOPPED) {
            return;
        }
        to(State.STEPPING);
        try {
            while (state == State.STEPPING) {
                wait();
            }
        } finally {
            done();
        }
    }

    synchronized void waitAtMost(int millis) {
        sleep(millis);
    }

    synchronized String state() {
        return state.name().toLowerCase(java.util.Locale.ROOT);
    }

    private void to(State next) {
        if (state != State.STOPPED) {
            state = next;
        }
        notifyAll();
    }

    private void sleep(int millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            to(State.STOPPED);
        }
    }
}
