package forkshell.command;

import forkshell.lab.CodeLint;
import forkshell.lab.Evaluation;
import forkshell.lab.Lab;
import forkshell.lab.LabFile;
import forkshell.lab.LabFileException;
import forkshell.lab.LabReport;
import forkshell.lab.Labs;
import forkshell.lab.SessionEvaluation;
import forkshell.lab.Verification;
import forkshell.repl.Session;
import forkshell.repl.SessionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** For those who write labs. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "Look after lab files; the console plays them: /lab.",
        subcommands = {LabTool.Check.class, LabTool.PrintReport.class, LabTool.Verify.class})
final class LabTool implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "lab takes a command: check FILE ..., report or verify FILE.");
    }

    /** Finds the mistakes in lab files. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Find what is wrong in lab files; each mistake with its file and line.")
    static final class Check implements Callable<Integer> {
        @Parameters(arity = "1..*", paramLabel = "FILE", description = "such as 17-my-lab.jsh")
        private List<Path> files = List.of();

        @Override
        public Integer call() {
            return files.stream().filter(file -> !isGood(file)).count() == 0
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        }

        private static boolean isGood(Path file) {
            try {
                Lab lab = LabFile.read(file);
                CodeLint.check(lab);
                System.out.println(
                        file
                                + ": lab "
                                + lab.number()
                                + ", "
                                + lab.title().en()
                                + ", "
                                + lab.steps().size()
                                + " steps, no mistake");
                return true;
            } catch (LabFileException e) {
                e.mistakes().forEach(System.err::println);
                return false;
            }
        }
    }

    /** Prints what has been done, to be handed in. */
    @Command(
            name = "report",
            mixinStandardHelpOptions = true,
            description = "Print your progress in all labs with the code you typed.")
    static final class PrintReport implements Callable<Integer> {
        @Option(names = "--html", description = "as a page; otherwise as JSON")
        private boolean html;

        @Option(names = "--json", description = "as JSON, which is what it does anyway")
        private boolean json;

        @Override
        public Integer call() {
            try {
                LabReport report = LabReport.ofThisUser();
                System.out.println(html && !json ? report.html() : report.json());
                return CommandLine.ExitCode.OK;
            } catch (IOException unreadable) {
                System.err.println(unreadable.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
        }
    }

    /** Runs the code in a report again. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description =
                    "Run the code in a report again, with your rights, in a session of its own:"
                            + " does each step really pass?")
    static final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "what lab report has printed")
        private Path file;

        @Override
        public Integer call() throws IOException {
            Optional<LabReport> report = LabReport.read(file);
            if (report.isEmpty()) {
                System.err.println(file + ": is no report of labs.");
                return CommandLine.ExitCode.SOFTWARE;
            }
            try (Session session = Session.open(SessionOptions.defaults())) {
                Evaluation evaluation = new SessionEvaluation(() -> session, outcome -> {});
                Verification verification = new Verification(Labs.builtIn(), evaluation);
                return verification.verify(report.get(), System.out::println)
                        ? CommandLine.ExitCode.OK
                        : CommandLine.ExitCode.SOFTWARE;
            }
        }
    }
}
