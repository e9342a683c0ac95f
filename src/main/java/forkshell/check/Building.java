package forkshell.check;

import forkshell.libc.Signal;
import forkshell.proc.Stat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The cases of the compiler, and of what it finds while the program runs. */
final class Building {
    private static final List<String> SANITIZERS = List.of("-fsanitize=address,undefined");
    private static final int ALL_SIZES = 1 << 16;
    private static final Predicate<String> TELLING =
            line -> line.contains("ERROR") || line.contains("runtime error") || line.contains("#");

    private Building() {}

    static void compiles(Trial trial) {
        Subject subject = trial.subject();
        if (!subject.isSource()) {
            throw trial.inapplicable("no.source");
        }
        trial.remark(subject.compilation().messages());
        trial.require(subject.compilation().succeeded(), "errors");
    }

    /** The sanitizers write each report into a file of its own. */
    static void clean(Trial trial) throws IOException {
        Subject subject = trial.subject();
        if (!subject.isSource()) {
            throw trial.inapplicable("no.source");
        }
        Path executable = trial.directory().resolve("sanitized");
        Compiler.Outcome outcome = Compiler.compile(subject.sources(), executable, SANITIZERS);
        if (!outcome.succeeded()) {
            throw trial.inapplicable("no.sanitizer");
        }
        Path reports = Files.createDirectory(trial.directory().resolve("reports"));
        play(trial, subject.program().executing(executable, options(reports.resolve("report"))));
        try (Stream<Path> written = Files.list(reports)) {
            for (Path report : written.toList()) {
                trial.remark(
                        new CapturedOutput(report)
                                .text()
                                .lines()
                                .filter(TELLING)
                                .limit(4)
                                .toList());
                throw trial.disproof("reported");
            }
        }
    }

    private static void play(Trial trial, Program program) throws IOException {
        Instance server = trial.start(new StartOptions(program, trial.freePort()).withMuchMemory());
        Visitor visitor = trial.served(server);
        visitor.exchange(Visitor.bytes(ALL_SIZES));
        visitor.close();
        trial.visit(server).reset();
        trial.served(server).close();
        trial.pace().shows(() -> server.children().stream().allMatch(Stat::isZombie));
        server.signal(Signal.SIGTERM);
        trial.pace().shows(() -> !server.isAlive());
    }

    /** A leak in a process that ends does no harm. */
    private static Map<String, String> options(Path reports) {
        String common = "log_path=" + reports + ":exitcode=0";
        return Map.of("ASAN_OPTIONS", common + ":detect_leaks=0", "UBSAN_OPTIONS", common);
    }
}
