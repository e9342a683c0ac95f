package forkshell.session;

import forkshell.display.Messages;
import forkshell.libc.Errno;
import forkshell.libc.Libc;
import forkshell.libc.SharedCounter;
import forkshell.libc.SystemCallException;
import forkshell.proc.Stat;

/**
 * Bounds the processes of a session, children of children and zombies included, so that a loop that
 * forks without end costs nobody else on the computer. Counting them takes a look at every process,
 * so it is done only when that many have been forked since the last time.
 */
public final class ChildLimit {
    private static final Messages WORDS = Messages.of(ChildLimit.class);

    /** More than any lesson needs, and less than what a shared computer feels. */
    public static final int DEFAULT = 1_000;

    private final SharedCounter forked = new SharedCounter();
    private volatile int limit = DEFAULT;

    /**
     * Changes the limit for this process and the children that it forks from now on.
     *
     * @throws SystemCallException EINVAL for less than 1
     */
    public void set(int most) {
        if (most < 1) {
            throw new SystemCallException(
                    "limitChildren", "" + most, Errno.EINVAL, WORDS.get("limit.least"));
        }
        limit = most;
        forked.set(most); // the next fork counts
    }

    /**
     * Is to be called before a fork.
     *
     * @throws SystemCallException EAGAIN when the session has as many processes as it may
     */
    public void check() {
        if (forked.increment() <= limit) {
            return;
        }
        int living = living();
        forked.set(living + 1);
        if (living >= limit) {
            throw new SystemCallException(
                    "forkChild", "", Errno.EAGAIN, WORDS.get("limit", living, limit));
        }
    }

    private static int living() {
        int self = Libc.getpid();
        int session = Stat.of(self).map(Stat::session).orElse(self);
        return (int) Stat.all().stream().filter(process -> process.session() == session).count()
                - 1;
    }
}
