package forkshell.command;

import forkshell.jupyter.Installation;
import forkshell.jupyter.Rendering;
import forkshell.notebook.Notebook;
import forkshell.notebook.NotebookException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs notebooks in Jupyter and makes pages of them, with all that they show. */
@Command(
        name = "render",
        mixinStandardHelpOptions = true,
        description = {
            "Run notebooks in Jupyter and make pages of them, with everything that they show.",
            "Needs nbconvert; the kernel need not be installed."
        },
        footer = "Exit status: 0 all went well, 1 a cell failed, 2 wrong arguments.")
final class RenderNotebooks implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE.ipynb", description = "the notebooks")
    private List<Path> files = List.of();

    @Option(names = "--to", paramLabel = "DIR", description = "where to; otherwise here")
    private Path directory = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "html, the default, or another one that nbconvert can write")
    private String format = "html";

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            for (Path file : files) {
                Notebook.read(file);
            }
        } catch (NotebookException wrong) {
            System.err.println(wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        Rendering rendering = new Rendering(Installation.ofThisProcess(), format);
        return rendering.run(
                files, directory.toAbsolutePath(), Relaunch.classPath(), Main.class.getName());
    }
}
