package forkshell.trial;

import forkshell.libc.Signal;
import forkshell.libc.SystemCallException;
import forkshell.net.Client;
import forkshell.net.Clients;
import forkshell.net.Listener;
import forkshell.process.Child;
import forkshell.process.ProcessTable;
import forkshell.server.AcceptLoop;
import forkshell.server.LazyReaping;
import forkshell.server.LoopOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * A server under clients that misbehave, while its children are killed, stopped and continued at
 * random. The seed decides what each client and the killer do.
 */
public final class ChaosTrial {
    private static final String HOST = "127.0.0.1";
    private static final int CLIENTS = 6;
    private static final int LONGEST_PAUSE_MILLIS = 60;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SETTLE_NANOS = 10_000 * NANOS_PER_MILLI;

    private final ProcessTable table;
    private final Clients clients = new Clients();
    private final LoopOptions options;
    private final int seconds;
    private final long seed;
    private final Map<ChaosClient.Outcome, AtomicLong> outcomes =
            new EnumMap<>(ChaosClient.Outcome.class);
    private final Queue<Kills.Cut> cuts = new ConcurrentLinkedQueue<>();
    private final Kills kills = new Kills(HOST);
    private final AtomicLong stops = new AtomicLong();
    private final long wedgedBefore;
    private final Queue<String> breakdowns = new ConcurrentLinkedQueue<>();

    public ChaosTrial(ProcessTable table, LoopOptions options, int seconds, long seed) {
        this.table = table;
        this.options = options;
        this.seconds = seconds;
        this.seed = seed;
        wedgedBefore = table.statistics().wedgedAfterReady();
        table.hooks().add(clients::beforeFork, clients::inParent, clients::inChild);
        for (ChaosClient.Outcome outcome : ChaosClient.Outcome.values()) {
            outcomes.put(outcome, new AtomicLong());
        }
    }

    /** Runs it in the calling thread; {@code progress} is told how many seconds are over. */
    public ChaosReport run(IntConsumer progress) throws InterruptedException {
        int descriptors = OwnProcess.descriptors();
        boolean alive;
        try (Listener listener = Listener.listen(HOST, 0)) {
            AcceptLoop loop = AcceptLoop.start(table, listener, options);
            disturb(listener.port(), progress);
            alive = stillServes(listener.port());
            loop.stop();
        }
        settle(descriptors);
        return report(OwnProcess.descriptors() - descriptors, alive);
    }

    private void disturb(int port, IntConsumer progress) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000 * NANOS_PER_MILLI;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random random = new Random(seed + i);
            threads.add(thread("clients-" + i, () -> beClients(port, random, end)));
        }
        threads.add(thread("kills", () -> harm(new Random(~seed), end)));
        threads.forEach(Thread::start);
        for (int second = 1; second <= seconds; second++) {
            Thread.sleep(1_000);
            progress.accept(second);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, "forkshell-chaos-" + name);
        thread.setUncaughtExceptionHandler(
                (ended, e) -> breakdowns.add(ended.getName() + " ended too early: " + e));
        return thread;
    }

    /** Each client has a chance of its own: how far one came does not change what the next does. */
    private void beClients(int port, Random random, long end) {
        while (System.nanoTime() < end) {
            outcomes.get(beClient(port, new Random(random.nextLong()))).incrementAndGet();
        }
    }

    private ChaosClient.Outcome beClient(int port, Random random) {
        long start = System.nanoTime();
        try (Client client = clients.connect(HOST, port)) {
            ChaosClient.Outcome outcome = new ChaosClient(client, random).behave();
            if (outcome == ChaosClient.Outcome.CUT) {
                cuts.add(new Kills.Cut(client.local().toString(), start, System.nanoTime()));
            }
            return outcome;
        } catch (SystemCallException refused) {
            return ChaosClient.Outcome.STUCK;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts these threads", e);
        }
    }

    private void harm(Random random, long end) {
        while (System.nanoTime() < end) {
            pause(random);
            List<Child> children = table.children();
            if (!children.isEmpty()) {
                harm(children.get(random.nextInt(children.size())), random);
            }
        }
    }

    private void harm(Child child, Random random) {
        try {
            if (random.nextBoolean()) {
                kills.kill(child, () -> table.kill(child, Signal.SIGKILL));
            } else {
                table.kill(child, Signal.SIGSTOP);
                stops.incrementAndGet();
                pause(random);
                table.kill(child, Signal.SIGCONT);
            }
        } catch (SystemCallException reapedMeanwhile) {
            // There is nothing to harm any more; the next one, then.
            return;
        }
    }

    private static void pause(Random random) {
        LockSupport.parkNanos(random.nextInt(LONGEST_PAUSE_MILLIS) * NANOS_PER_MILLI);
    }

    private boolean stillServes(int port) {
        try (Client client = clients.connect(HOST, port)) {
            return client.say("still there?").equals("still there?");
        } catch (SystemCallException silent) {
            return false;
        }
    }

    /**
     * Waits until all is gone that will go by itself. Lecture B's server leaves its last zombies to
     * a next client, who does not come.
     */
    private void settle(int descriptors) {
        boolean lazy = options.model().get() instanceof LazyReaping;
        long deadline = System.nanoTime() + SETTLE_NANOS;
        while (System.nanoTime() < deadline
                && (OwnProcess.descriptors() > descriptors || !table.children().isEmpty())) {
            LockSupport.parkNanos(NANOS_PER_MILLI);
            if (lazy) {
                table.reap();
            }
        }
    }

    private ChaosReport report(int leaked, boolean alive) {
        long wedged = table.statistics().wedgedAfterReady() - wedgedBefore;
        return new ChaosReport(
                outcomes.values().stream().mapToLong(AtomicLong::get).sum(),
                count(ChaosClient.Outcome.SERVED),
                count(ChaosClient.Outcome.CUT),
                kills.count() + wedged,
                stops.get(),
                count(ChaosClient.Outcome.WRONG),
                count(ChaosClient.Outcome.STUCK),
                Math.max(0, kills.unexplained(cuts) - wedged),
                Math.max(0, leaked),
                table.children().size(),
                OwnProcess.zombies(),
                alive,
                List.copyOf(breakdowns));
    }

    private long count(ChaosClient.Outcome outcome) {
        return outcomes.get(outcome).get();
    }
}
