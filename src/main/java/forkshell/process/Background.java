package forkshell.process;

import forkshell.libc.Errno;
import forkshell.libc.RefusedException;
import forkshell.libc.SystemCallException;
import java.util.EnumSet;
import java.util.Set;

/** A learner's work beside the prompt: a daemon thread, which ends with the JVM. */
public final class Background {
    /** What the work waits in was closed, or the thread interrupted: it is over. */
    private static final Set<Errno> OVER = EnumSet.of(Errno.EBADF, Errno.EINTR);

    private Background() {}

    /** Starts {@code work}; returns at once. What it throws is printed, in one line. */
    public static Thread start(Runnable work) {
        Thread thread = new Thread(() -> run(work), "background");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (SystemCallException failed) {
            if (!OVER.contains(failed.errno())) {
                System.err.println("background: " + failed.getMessage());
            }
        } catch (RefusedException refused) {
            System.err.println("background: " + refused.getMessage());
        } catch (RuntimeException failed) {
            System.err.println("background: " + failed);
        }
    }
}
