package forkshell.process;

import java.util.concurrent.atomic.AtomicLong;

/** What happened to the forks of this session. */
public final class ForkStatistics {
    private final AtomicLong attempts = new AtomicLong();
    private final AtomicLong wedgedBeforeReady = new AtomicLong();
    private final AtomicLong wedgedAfterReady = new AtomicLong();
    private final AtomicLong diedBeforeReady = new AtomicLong();
    private final AtomicLong withoutRoom = new AtomicLong();
    private final AtomicLong silent = new AtomicLong();

    /** Calls of fork(2), the lost ones included. */
    public long attempts() {
        return attempts.get();
    }

    /**
     * Children that were ended and forked again, because a lock was held at the instant of the
     * fork.
     */
    public long wedgedBeforeReady() {
        return wedgedBeforeReady.get();
    }

    /** Children that wedged while they ran their task, and were found and ended. */
    public long wedgedAfterReady() {
        return wedgedAfterReady.get();
    }

    /** Children that something ended before they were ready. */
    public long diedBeforeReady() {
        return diedBeforeReady.get();
    }

    /** Children that had too little memory to begin with, and were forked again. */
    public long withoutRoom() {
        return withoutRoom.get();
    }

    /** Children that said nothing for too long, although nothing proves that they were wedged. */
    public long silent() {
        return silent.get();
    }

    void countAttempt() {
        attempts.incrementAndGet();
    }

    void countWedgedBeforeReady() {
        wedgedBeforeReady.incrementAndGet();
    }

    void countWedgedAfterReady() {
        wedgedAfterReady.incrementAndGet();
    }

    void countDiedBeforeReady() {
        diedBeforeReady.incrementAndGet();
    }

    void countWithoutRoom() {
        withoutRoom.incrementAndGet();
    }

    void countSilent() {
        silent.incrementAndGet();
    }

    @Override
    public String toString() {
        return attempts
                + " forks, wedged before ready "
                + wedgedBeforeReady
                + ", after ready "
                + wedgedAfterReady
                + ", died before ready "
                + diedBeforeReady
                + ", without room "
                + withoutRoom
                + ", silent "
                + silent;
    }
}
