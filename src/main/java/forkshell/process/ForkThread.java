package forkshell.process;

import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The thread that forks. It lives as long as the JVM, because the kernel ends a child when the
 * thread that forked it ends, and it is the only thread that exists in a child.
 */
final class ForkThread {
    private record Order(Supplier<Child> fork, CompletableFuture<Child> result) {}

    private static final int BOUND_SECONDS = 2;

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private boolean closed;

    /** Starts the thread, which runs {@code first} before anything else. */
    ForkThread(Runnable first) {
        Thread thread = new Thread(() -> work(first), "forkshell-fork");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Has {@code fork} run there and waits for its result, at most the two seconds that a fork may
     * take.
     */
    Child run(Supplier<Child> fork) {
        CompletableFuture<Child> result = new CompletableFuture<>();
        orders.add(new Order(fork, result));
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SystemCallException failure
                    ? failure
                    : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new SystemCallException(
                    "forkChild",
                    "",
                    Errno.EINTR,
                    "You stopped it; children() shows what was forked.");
        }
    }

    /**
     * Nothing is forked from now on; waits for a fork that is under way. To be called before the
     * JVM ends: a child that was forked meanwhile could wedge with nobody left who would end it.
     */
    void close() {
        CompletableFuture<Child> done = new CompletableFuture<>();
        orders.add(new Order(this::refuseAllOthers, done));
        try {
            done.get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException goesOn) {
            return;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Child refuseAllOthers() {
        closed = true;
        return null;
    }

    private Child carryOut(Order order) {
        if (closed) {
            throw new SystemCallException(
                    "forkChild", "", Errno.EPERM, "The JVM is ending; nothing is forked any more.");
        }
        return order.fork.get();
    }

    private void work(Runnable first) {
        first.run();
        while (true) {
            try {
                Order order = orders.take();
                try {
                    order.result.complete(carryOut(order));
                } catch (Throwable failure) {
                    order.result.completeExceptionally(failure);
                }
            } catch (InterruptedException somebodyInterruptedAll) {
                // This thread must not end: its children would end with it.
                continue;
            }
        }
    }
}
