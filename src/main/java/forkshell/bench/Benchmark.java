package forkshell.bench;

import forkshell.proc.MemoryMap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures every subject of a plan, round by round. */
public final class Benchmark {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double BYTES_PER_KB = 1024;

    private final Plan plan;
    private final BiConsumer<Integer, Integer> progress;
    private final Results results = new Results();
    private final List<String> failures = new ArrayList<>();

    /**
     * @param progress is told how many of how many steps are done
     */
    public Benchmark(Plan plan, BiConsumer<Integer, Integer> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** Runs it; takes as long as the plan says. */
    public Results run() {
        try (Programs programs = new Programs();
                Subprocess load = Programs.load()) {
            List<Subject> subjects =
                    plan.designs().stream().flatMap(d -> programs.subjects(d).stream()).toList();
            int steps = plan.rounds() * subjects.size();
            for (int step = 0; step < steps; step++) {
                progress.accept(step, steps);
                measure(programs, load, subjects.get(step % subjects.size()));
            }
            progress.accept(steps, steps);
        }
        return results;
    }

    /** What could not be measured, in sentences. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    private void measure(Programs programs, Subprocess load, Subject subject) {
        try {
            measureServer(programs, load, subject);
            if (subject.forks()) {
                measureForks(programs, subject);
                measureReaping(programs, subject);
            }
        } catch (BenchmarkException e) {
            failures.add(subject + ": " + e.getMessage());
        }
    }

    private void measureServer(Programs programs, Subprocess load, Subject subject) {
        try (Subprocess server = programs.start(subject, "serve", subject.design())) {
            String port = server.line();
            ask(load, "connections " + port + " " + plan.millis() / 10);
            double[] rate = ask(load, "connections " + port + " " + plan.millis());
            results.add(Measure.CONNECTIONS, subject, rate[0]);
            measureRoundTrips(load, subject, server, port);
            double[] speed = ask(load, "bulk " + port + " " + plan.bulkBytes());
            results.add(Measure.BULK, subject, speed[0]);
            if (subject.holdsManyConnections()) {
                measureMemory(load, subject, server, port);
            }
        }
    }

    private void measureRoundTrips(
            Subprocess load, Subject subject, Subprocess server, String port) {
        Affinity.bind(server.pid(), 0);
        try {
            Affinity.bind(load.pid(), 1);
            double[] apart = ask(load, "roundtrips " + port + " " + plan.millis());
            results.add(Measure.ROUND_TRIP_P50, subject, apart[0]);
            results.add(Measure.ROUND_TRIP_P99, subject, apart[1]);
            Affinity.bind(load.pid(), 0);
            double[] together = ask(load, "roundtrips " + port + " " + plan.millis());
            results.add(Measure.ROUND_TRIP_SAME_CORE, subject, together[0]);
        } finally {
            Affinity.release(load.pid());
            Affinity.release(server.pid());
        }
    }

    private void measureMemory(Subprocess load, Subject subject, Subprocess server, String port) {
        double before = pss(server.pid());
        ask(load, "hold " + port + " " + plan.held());
        double after = pss(server.pid());
        ask(load, "release");
        results.add(Measure.MEMORY, subject, (after - before) / plan.held() / BYTES_PER_KB);
    }

    /** Of a server and all its children, in bytes. */
    private static double pss(int pid) {
        Stream<ProcessHandle> children = ProcessHandle.of(pid).orElseThrow().descendants();
        IntStream pids = IntStream.concat(IntStream.of(pid), children.mapToInt(c -> (int) c.pid()));
        return pids.mapToDouble(p -> MemoryMap.of(p).map(MemoryMap::pss).orElse(0L)).sum();
    }

    private void measureForks(Programs programs, Subject subject) {
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

    private void measureReaping(Programs programs, Subject subject) {
        try (Subprocess reaper = programs.start(subject, "reap", "" + plan.zombies())) {
            double nanos = numbers(reaper.line())[0];
            results.add(Measure.REAPING, subject, nanos / plan.zombies() / NANOS_PER_MICRO);
        }
    }

    private static double[] ask(Subprocess load, String command) {
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
