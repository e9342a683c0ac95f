package forkshell.command;

import forkshell.process.ProcessTable;
import forkshell.server.Design;
import forkshell.server.LoopOptions;
import forkshell.server.Mistake;
import forkshell.trial.ChaosReport;
import forkshell.trial.ChaosTrial;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lets clients misbehave and children be killed, and gives a verdict. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description =
                "Let clients reset, stall, flood and vanish while children are killed and stopped;"
                        + " check every byte.",
        footer = "Exit status: 0 passed, 1 failed, 2 wrong arguments.")
final class Chaos implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "how long, 1 or more (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "fork",
            completionCandidates = Models.Names.class,
            description = "the server's design (${DEFAULT-VALUE}): ${COMPLETION-CANDIDATES}")
    private String model;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "repeats the choices of a run (${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1) {
            throw new ParameterException(spec.commandLine(), "--seconds takes 1 or more.");
        }
        Design design = Models.named(spec, "--model", model);
        LoopOptions options = LoopOptions.lectureA().without(Mistake.WAIT_ONCE).model(design);
        Relaunch.with(
                design.jvmOptions(), spec.root().commandLine().getParseResult().originalArgs());
        System.out.println("model " + model + ", " + seconds + " s, seed " + seed);
        ChaosReport report = run(options);
        System.out.println(report);
        return report.passed() ? 0 : 1;
    }

    /** Without what the server and its children say about each client. */
    private ChaosReport run(LoopOptions options) throws InterruptedException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        try (ProgressBar progress = new ProgressBar("seconds")) {
            System.setOut(nowhere);
            System.setErr(nowhere);
            return new ChaosTrial(new ProcessTable(), options, seconds, seed)
                    .run(second -> progress.reached(second, seconds));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
