package forkshell.server;

import forkshell.libc.SystemCallException;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what an accept loop does, for any thread to read. */
final class LoopCounters {
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong forked = new AtomicLong();
    private final AtomicLong reaped = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile String lastFailure = "";

    void accepted() {
        accepted.incrementAndGet();
    }

    void forked() {
        forked.incrementAndGet();
    }

    void reaped() {
        reaped.incrementAndGet();
    }

    void failed(SystemCallException failure) {
        failures.incrementAndGet();
        lastFailure = ", last failure: " + failure.getMessage();
    }

    LoopStats stats(int unreaped) {
        return new LoopStats(accepted.get(), forked.get(), reaped.get(), failures.get(), unreaped);
    }

    /** Returns {@code , last failure: ...}, or nothing. */
    String lastFailure() {
        return lastFailure;
    }
}
