package forkshell.command;

import forkshell.lab.CodeLint;
import forkshell.lab.Lab;
import forkshell.lab.LabFile;
import forkshell.lab.LabFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** For those who write labs. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "Look after lab files; the console plays them: /lab.",
        subcommands = LabTool.Check.class)
final class LabTool implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "lab takes a command: check FILE ...");
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
}
