package forkshell.command;

import forkshell.jupyter.Installation;
import forkshell.jupyter.Rendering;
import forkshell.jvm.OwnClassPath;
import forkshell.notebook.NotebookException;
import forkshell.notebook.NotebookFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE.ipynb|DIR",
            description = "notebooks; of a directory all that are in it and below")
    private List<Path> places = List.of();

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
            return render(NotebookFiles.at(places, directory.toAbsolutePath()).byDirectory());
        } catch (NotebookException wrong) {
            System.err.println(wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private int render(Map<Path, List<Path>> byDirectory) throws IOException, InterruptedException {
        Rendering rendering = new Rendering(Installation.ofThisProcess(), format, System.err);
        int worst = 0;
        for (Map.Entry<Path, List<Path>> each : byDirectory.entrySet()) {
            int status =
                    rendering.run(
                            each.getValue(),
                            each.getKey(),
                            OwnClassPath.get(),
                            Main.class.getName());
            worst = Math.max(worst, status);
        }
        return worst;
    }
}
