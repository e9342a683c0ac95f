package forkshell.command;

import forkshell.journal.Journal;
import forkshell.jvm.RecommendedFlags;
import forkshell.trial.EchoRate;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures what the event journal costs: two servers, one that keeps a journal and one that does
 * not, in turns.
 */
@Command(
        name = "journal-cost",
        mixinStandardHelpOptions = true,
        description = "Measure how much of the echo rate the event journal costs.")
final class JournalCost implements Callable<Integer> {
    private static final long WARM_UP_NANOS = 500_000_000;
    private static final long TURN_NANOS = 50_000_000;
    private static final int TURNS = 20;

    @Spec private CommandSpec spec;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "15",
            description =
                    "how many pairs of servers are started and measured, 1 or more (${DEFAULT-VALUE})")
    private int rounds;

    @Override
    public Integer call() throws IOException {
        if (rounds < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--rounds takes a number of 1 or more.");
        }
        double[] with = new double[rounds];
        double[] without = new double[rounds];
        double[] cost = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            double[] rates = round % 2 == 0 ? measure("on", "off") : measure("off", "on");
            with[round] = rates[round % 2];
            without[round] = rates[1 - round % 2];
            cost[round] = 100 * (1 - with[round] / without[round]);
        }
        System.out.printf(
                Locale.ROOT,
                "echoes a second, median of %d pairs of servers: %.0f with the journal, %.0f without;"
                        + " cost %.1f %% (quartiles %.1f to %.1f)%n",
                rounds,
                quantile(with, 0.5),
                quantile(without, 0.5),
                quantile(cost, 0.5),
                quantile(cost, 0.25),
                quantile(cost, 0.75));
        return 0;
    }

    /** Two fresh servers; two processes that do the same may differ by more than the journal. */
    private static double[] measure(String first, String second) throws IOException {
        Process one = server(first);
        Process other = server(second);
        try (EchoRate a = new EchoRate(port(one));
                EchoRate b = new EchoRate(port(other))) {
            a.measure(WARM_UP_NANOS);
            b.measure(WARM_UP_NANOS);
            return measure(a, b);
        } finally {
            one.destroy();
            other.destroy();
        }
    }

    /**
     * In short turns, each first in every other, so that whatever else happens meets both alike.
     */
    private static double[] measure(EchoRate a, EchoRate b) throws IOException {
        double[] first = new double[TURNS];
        double[] second = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn += 2) {
            first[turn] = a.measure(TURN_NANOS);
            second[turn] = b.measure(TURN_NANOS);
            second[turn + 1] = b.measure(TURN_NANOS);
            first[turn + 1] = a.measure(TURN_NANOS);
        }
        return new double[] {quantile(first, 0.5), quantile(second, 0.5)};
    }

    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (share * (sorted.length - 1))];
    }

    private static Process server(String journal) throws IOException {
        ProcessBuilder jvm = RecommendedFlags.jvm(RecommendedFlags.options());
        jvm.command()
                .addAll(
                        List.of(
                                "-D" + Relaunch.MARK + "=true",
                                "-D" + Journal.PROPERTY + "=" + journal,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "serve",
                                "0"));
        return jvm.redirectErrorStream(true).start();
    }

    /** Reads the port from {@code forkshell: listening on 127.0.0.1:40123, Ctrl-C ends it}. */
    private static int port(Process server) throws IOException {
        BufferedReader lines = server.inputReader();
        String line = lines.readLine();
        while (line != null && !line.contains("listening on ")) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new IOException("the server did not start");
        }
        return Integer.parseInt(line.replaceAll(".*:(\\d+), .*", "$1"));
    }
}
