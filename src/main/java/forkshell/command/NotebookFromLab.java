package forkshell.command;

import forkshell.lab.Lab;
import forkshell.lab.LabFile;
import forkshell.lab.LabFileException;
import forkshell.lab.Language;
import forkshell.notebook.LabNotebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes notebooks of labs. */
@Command(
        name = "from-lab",
        mixinStandardHelpOptions = true,
        description = "Make a notebook of each lab, NN-name.ipynb of NN-name.jsh.")
final class NotebookFromLab implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE.jsh", description = "such as 17-my-lab.jsh")
    private List<Path> files = List.of();

    @Option(names = "--to", paramLabel = "DIR", description = "where to; otherwise here")
    private Path directory = Path.of("");

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(directory.toAbsolutePath());
        try {
            for (Path file : files) {
                write(LabFile.read(file));
            }
            return CommandLine.ExitCode.OK;
        } catch (LabFileException wrong) {
            wrong.mistakes().forEach(System.err::println);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void write(Lab lab) throws IOException {
        Path notebook = directory.resolve(LabNotebook.fileName(lab));
        Files.writeString(notebook, LabNotebook.of(lab, Language.ofThisComputer()).json());
        System.out.println(notebook);
    }
}
