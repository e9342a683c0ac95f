package forkshell.command;

import forkshell.bench.Benchmark;
import forkshell.bench.ConsoleStart;
import forkshell.bench.Json;
import forkshell.bench.Plan;
import forkshell.bench.Results;
import forkshell.jvm.OwnClassPath;
import forkshell.process.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures the server designs beside C and Python. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure the server designs beside the same in C and in Python.",
        footer = "Exit status: 0 measured, 1 something could not be measured, 2 wrong arguments.")
final class Bench implements Callable<Integer> {
    private static final int START_ROUNDS = 5;

    @Spec private CommandSpec spec;

    @Option(names = "--quick", description = "the main designs only, in less than a minute")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "how often each is measured")
    private Integer rounds;

    @Option(
            names = "--designs",
            paramLabel = "NAME",
            split = ",",
            completionCandidates = Models.Names.class,
            description = "which ones: ${COMPLETION-CANDIDATES}")
    private List<String> designs = new ArrayList<>();

    @Option(names = "--json", paramLabel = "FILE", description = "write the results as JSON")
    private Path json;

    @Option(names = "--svg", paramLabel = "FILE", description = "write a picture of them")
    private Path svg;

    @Option(
            names = "--console",
            description = "measure the start of the console beside jshell's, and nothing else")
    private boolean console;

    @Override
    public Integer call() throws IOException {
        if (rounds != null && rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds takes 1 or more.");
        }
        return console ? start() : servers();
    }

    private int start() throws IOException {
        try (Scratch home = new Scratch()) {
            int count = rounds == null ? START_ROUNDS : rounds;
            System.out.print(
                    new ConsoleStart(OwnClassPath.get(), Main.class.getName(), home.directory())
                            .compare(count));
            return 0;
        }
    }

    private int servers() throws IOException {
        Plan plan = plan();
        OutputFile.check(spec, json);
        OutputFile.check(spec, svg);
        Benchmark benchmark;
        Results results;
        try (ProgressBar progress = new ProgressBar("measurements")) {
            benchmark = new Benchmark(plan, progress::reached);
            results = benchmark.run();
        }
        System.out.print(results);
        OutputFile.write(json, new Json(results).toString());
        OutputFile.write(svg, results.svg().toString());
        benchmark.failures().forEach(System.err::println);
        return benchmark.failures().isEmpty() ? 0 : 1;
    }

    private Plan plan() {
        Plan plan = quick ? Plan.quick() : Plan.full();
        for (String design : designs) {
            Models.named(spec, "--designs", design);
        }
        plan = designs.isEmpty() ? plan : plan.designs(designs);
        return rounds == null ? plan : plan.rounds(rounds);
    }
}
