package forkshell.process;

import forkshell.libc.Errno;
import forkshell.libc.SystemCallException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/**
 * The thread that forks. It lives as long as the JVM, because the kernel ends a child when the
 * thread that forked it ends, and it is the only thread that exists in a child. It is given its
 * orders under a monitor: a learner's thread may be stopped at any time, and would leave a lock of
 * java.util.concurrent taken for ever.
 */
final class ForkThread {
    private static final int BOUND_MILLIS = 2_000;

    /** One fork that a thread waits for. */
    private static final class Order {
        private final Supplier<Child> fork;
        private Child child;
        private Throwable failure;
        private boolean done;

        Order(Supplier<Child> fork) {
            this.fork = fork;
        }

        Child result() {
            if (failure instanceof SystemCallException failed) {
                throw failed.asOfThisThread();
            }
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
            return child;
        }
    }

    private final Queue<Order> orders = new ArrayDeque<>();
    private boolean closed;

    /** Starts the thread, which runs {@code first} before anything else. */
    ForkThread(Runnable first) {
        Thread thread = new Thread(() -> work(first), "forkshell-fork");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Has {@code fork} run there, after those that were ordered before, and waits for its result.
     */
    Child run(Supplier<Child> fork) {
        Order order = new Order(fork);
        try {
            synchronized (orders) {
                if (closed) {
                    throw new SystemCallException(
                            "forkChild",
                            "",
                            Errno.EPERM,
                            "The JVM is ending; nothing is forked any more.");
                }
                orders.add(order);
                orders.notifyAll();
                while (!order.done) {
                    orders.wait();
                }
            }
            return order.result();
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
        long end = System.nanoTime() + BOUND_MILLIS * 1_000_000L;
        synchronized (orders) {
            closed = true;
            try {
                while (!orders.isEmpty() && System.nanoTime() < end) {
                    orders.wait(BOUND_MILLIS);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Order next() throws InterruptedException {
        synchronized (orders) {
            while (orders.isEmpty()) {
                orders.wait();
            }
            return orders.peek();
        }
    }

    private void carryOut(Order order) {
        Child child = null;
        Throwable failure = null;
        try {
            child = order.fork.get();
        } catch (Throwable thrown) {
            failure = thrown;
        }
        synchronized (orders) {
            order.child = child;
            order.failure = failure;
            order.done = true;
            orders.remove();
            orders.notifyAll();
        }
    }

    private void work(Runnable first) {
        first.run();
        while (true) {
            try {
                carryOut(next());
            } catch (InterruptedException somebodyInterruptedAll) {
                // This thread must not end: its children would end with it.
                continue;
            }
        }
    }
}
