package forkshell.command;

import forkshell.process.ProcessTable;
import forkshell.trial.ForkTrial;
import forkshell.trial.ForkTrialReport;
import forkshell.trial.Noise;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Forks again and again while other threads hold the JVM's locks, and gives a verdict. */
@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description =
                "Fork again and again under noise; count what was lost, found and left behind.",
        footer = "Exit status: 0 passed, 1 failed, 2 wrong arguments.")
final class Torture implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "10000",
            description = "how many, 1 or more (${DEFAULT-VALUE})")
    private int forks;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            defaultValue = "4",
            description = "how many children may be alive at once, 1 or more (${DEFAULT-VALUE})")
    private int atOnce;

    @Option(
            names = "--noise",
            paramLabel = "KIND",
            split = ",",
            description = "any of ${COMPLETION-CANDIDATES}, in turns; all of them if none is named")
    private List<Noise> noise = new ArrayList<>();

    @Option(names = "--quiet", description = "no noise at all")
    private boolean quiet;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "repeats the choices of a run (${DEFAULT-VALUE})")
    private long seed;

    @Option(
            names = "--stock",
            description = "keep the flags of this JVM; otherwise the recommended ones are taken")
    private boolean stock;

    @Override
    public Integer call() {
        if (forks < 1 || atOnce < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--forks and --at-once take a number of 1 or more.");
        }
        if (!stock) {
            Relaunch.withRecommendedFlags(
                    spec.root().commandLine().getParseResult().originalArgs());
        }
        System.out.println(ProcessHandle.current().info().commandLine().orElse("java"));
        System.out.println("noise " + noises() + ", seed " + seed);
        ForkTrialReport report;
        try (ProgressBar progress = new ProgressBar("forks")) {
            report =
                    new ForkTrial(new ProcessTable(), forks, atOnce, noises(), seed)
                            .run(done -> progress.reached(done, forks));
        }
        System.out.println(report);
        return report.passed() ? 0 : 1;
    }

    private Set<Noise> noises() {
        if (quiet) {
            return EnumSet.noneOf(Noise.class);
        }
        return noise.isEmpty() ? EnumSet.allOf(Noise.class) : EnumSet.copyOf(noise);
    }
}
