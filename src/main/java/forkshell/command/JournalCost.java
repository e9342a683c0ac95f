package forkshell.command;

import forkshell.journal.Journal;
import forkshell.process.RecommendedFlags;
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
    private static final long WARM_UP_NANOS = 2_000_000_000;
    private static final long TURN_NANOS = 50_000_000;

    @Spec private CommandSpec spec;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = "200",
            description =
                    "how often each server is measured for 50 ms, 1 or more (${DEFAULT-VALUE})")
    private int turns;

    @Override
    public Integer call() throws IOException {
        if (turns < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--turns takes a number of 1 or more.");
        }
        Process with = server("on");
        Process without = server("off");
        try (EchoRate on = new EchoRate(port(with));
                EchoRate off = new EchoRate(port(without))) {
            on.measure(WARM_UP_NANOS);
            off.measure(WARM_UP_NANOS);
            measure(on, off);
        } finally {
            with.destroy();
            without.destroy();
        }
        return 0;
    }

    /**
     * In short turns, each first in every other, so that whatever else happens meets both alike.
     */
    private void measure(EchoRate on, EchoRate off) throws IOException {
        double[] with = new double[turns];
        double[] without = new double[turns];
        double[] cost = new double[turns];
        for (int turn = 0; turn < turns; turn++) {
            boolean onFirst = turn % 2 == 0;
            double first = (onFirst ? on : off).measure(TURN_NANOS);
            double second = (onFirst ? off : on).measure(TURN_NANOS);
            with[turn] = onFirst ? first : second;
            without[turn] = onFirst ? second : first;
            cost[turn] = 100 * (1 - with[turn] / without[turn]);
        }
        System.out.printf(
                Locale.ROOT,
                "echoes a second, median of %d turns: %.0f with the journal, %.0f without; cost %.1f %%%n",
                turns,
                median(with),
                median(without),
                median(cost));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static Process server(String journal) throws IOException {
        ProcessBuilder jvm = RecommendedFlags.jvm();
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

    /** From {@code forkshell: listening on 127.0.0.1:40123, Ctrl-C ends it}. */
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
