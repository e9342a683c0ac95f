package forkshell.bench;

import forkshell.proc.MemoryMap;
import forkshell.proc.UsageCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures every subject of a plan, round by round. */
public final class Benchmark {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_KB = 1024;

    /** The kernel frees zombies later, in about a third of the runs while the next are reaped. */
    private static final int REAPERS = 3;

    private final Plan plan;
    private final BiConsumer<Integer, Integer> progress;
    private final Results results = new Results();
    private final List<String> failures = new ArrayList<>();
    private Subprocess load;

    /**
     * @param progress is told how many of how many steps are done
     */
    public Benchmark(Plan plan, BiConsumer<Integer, Integer> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs it; takes as long as the plan says. */
    public Results run() {
        try (Programs programs = new Programs()) {
            List<MeasuredServer> subjects =
                    plan.designs().stream().flatMap(d -> programs.subjects(d).stream()).toList();
            int steps = plan.rounds() * subjects.size();
            for (int step = 0; step < steps; step++) {
                progress.accept(step, steps);
                measure(programs, subjects.get(step % subjects.size()));
            }
            progress.accept(steps, steps);
        } finally {
            endLoad();
        }
        return results;
    }

    /** Returns what could not be measured, in sentences. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private void measure(Programs programs, MeasuredServer subject) {
        try {
            measureServer(programs, subject);
            if (subject.forks()) {
                measureForks(programs, subject);
                measureReaping(programs, subject);
            }
        } catch (BenchmarkException e) {
            failed(subject, e.getMessage());
        } catch (RuntimeException e) {
            failed(subject, e.toString());
        }
    }

    /** A load generator that still owes an answer would give it for the next subject. */
    private void failed(MeasuredServer subject, String why) {
        failures.add(subject + ": " + why);
        endLoad();
    }

    private void endLoad() {
        if (load != null) {
            load.close();
            load = null;
        }
    }

    private void measureServer(Programs programs, MeasuredServer subject) {
        try (Subprocess server = programs.start(subject, "serve", subject.design())) {
            try {
                measureServer(subject, server, server.line());
            } catch (BenchmarkException e) {
                throw server.causeOf(e);
            }
        }
    }

    private void measureServer(MeasuredServer subject, Subprocess server, String port) {
        if (load == null) {
            load = Programs.load();
            warmUp(port);
        }
        ask("connections " + port + " " + plan.millis() / 10);
        measureConnections(subject, server, port);
        measureRoundTrips(subject, server, port);
        double[] speed = ask("bulk " + port + " " + plan.bulkBytes());
        results.add(Measure.BULK, subject, speed[0]);
        if (subject.holdsManyConnections()) {
            measureMemory(subject, server, port);
        }
    }

    /** What a server and its children use is exact to a hundredth of a second. */
    private void measureConnections(MeasuredServer subject, Subprocess server, String port) {
        UsageCounters before = UsageCounters.of(family(server.pid()));
        double[] rateAndCount = ask("connections " + port + " " + plan.millis());
        UsageCounters used = UsageCounters.of(family(server.pid())).since(before);
        double count = rateAndCount[1];
        results.add(Measure.CONNECTIONS, subject, rateAndCount[0]);
        results.add(
                Measure.PROCESSOR_TIME, subject, used.cpu().toNanos() / NANOS_PER_MICRO / count);
        results.add(Measure.PAGE_FAULTS, subject, used.pageFaults() / count);
    }

    private static IntStream family(int pid) {
        Stream<ProcessHandle> children = ProcessHandle.of(pid).orElseThrow().descendants();
        return IntStream.concat(IntStream.of(pid), children.mapToInt(c -> (int) c.pid()));
    }

    /** The load generator's JVM has to have compiled what it does all the time. */
    private void warmUp(String port) {
        ask("connections " + port + " " + plan.millis());
        ask("roundtrips " + port + " " + plan.millis());
    }

    private void measureRoundTrips(MeasuredServer subject, Subprocess server, String port) {
        Affinity.bind(server.pid(), 0);
        try {
            Affinity.bind(load.pid(), 1);
            double[] apart = ask("roundtrips " + port + " " + plan.millis());
            results.add(Measure.ROUND_TRIP_P50, subject, apart[0]);
            results.add(Measure.ROUND_TRIP_P99, subject, apart[1]);
            Affinity.bind(load.pid(), 0);
            double[] together = ask("roundtrips " + port + " " + plan.millis());
            results.add(Measure.ROUND_TRIP_SAME_CORE, subject, together[0]);
        } finally {
            Affinity.release(load.pid());
            Affinity.release(server.pid());
        }
    }

    private void measureMemory(MeasuredServer subject, Subprocess server, String port) {
        double before = pss(server.pid());
        ask("hold " + port + " " + plan.held());
        double after = pss(server.pid());
        ask("release");
        results.add(Measure.MEMORY, subject, (after - before) / plan.held() / BYTES_PER_KB);
    }

    /** Returns the PSS of a server and all its children, in bytes. */
    private static double pss(int pid) {
        return family(pid).mapToDouble(p -> MemoryMap.of(p).map(MemoryMap::pss).orElse(0L)).sum();
    }

    private void measureForks(Programs programs, MeasuredServer subject) {
        try (Subprocess forker = programs.start(subject, "fork", "" + plan.forks())) {
            long[] nanos = new long[plan.forks()];
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = Long.parseLong(forker.line());
            }
            double[] times = numbers(Percentiles.of(nanos, nanos.length));
            results.add(Measure.FORK_P50, subject, times[0]);
            results.add(Measure.FORK_P99, subject, times[1]);
        }
    }

    private void measureReaping(Programs programs, MeasuredServer subject) {
        for (int i = 0; i < REAPERS; i++) {
            measureReapingOnce(programs, subject);
        }
    }

    private void measureReapingOnce(Programs programs, MeasuredServer subject) {
        try (Subprocess reaper = programs.start(subject, "reap", "" + plan.zombies())) {
            double nanos = numbers(reaper.line())[0];
            results.add(Measure.REAPING, subject, nanos / plan.zombies() / NANOS_PER_MICRO);
        }
    }

    private double[] ask(String command) {
        load.tell(command);
        return numbers(load.line());
    }

    private static double[] numbers(String line) {
        try {
            return Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw new BenchmarkException("it answered: " + line);
        }
    }
}
