package forkshell.command;

import forkshell.jvm.JvmSignal;
import forkshell.libc.Signal;
import forkshell.notebook.Cell;
import forkshell.notebook.Notebook;
import forkshell.notebook.NotebookException;
import forkshell.notebook.NotebookRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a notebook without Jupyter. */
@Command(
        name = "notebook",
        mixinStandardHelpOptions = true,
        description = {
            "Run a notebook here, cell by cell, without Jupyter.",
            "A failed check is counted and does not end the run.",
            "On a terminal it waits before each cell of code: Enter runs it, s skips it, q ends."
                    + " Ctrl-C stops a running cell."
        },
        subcommands = {NotebookFromLab.class, RenderNotebooks.class},
        footer = "Exit status: 0 all went well, 1 a cell failed, 2 wrong arguments.")
final class RunNotebook implements Callable<Integer> {
    private static final int INTERRUPTED = 130;

    @Spec private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE.ipynb", description = "the notebook")
    private Path file;

    @Option(names = "--all", description = "do not wait before cells, on a terminal either")
    private boolean all;

    @Option(names = "--save", paramLabel = "FILE", description = "write it with its outputs there")
    private Path save;

    @Override
    public Integer call() throws IOException {
        if (file == null) {
            throw new ParameterException(spec.commandLine(), "which notebook? notebook FILE.ipynb");
        }
        try {
            return run(Notebook.read(file));
        } catch (NotebookException wrong) {
            System.err.println(wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private int run(Notebook notebook) throws IOException {
        try (NotebookRunner runner = new NotebookRunner(System.out, System.in)) {
            Runtime.getRuntime().addShutdownHook(new Thread(runner::close));
            JvmSignal.handle(Signal.SIGINT, () -> stop(runner));
            boolean well = run(notebook, runner, !all && Interactive.isTerminal());
            if (save != null) {
                Files.writeString(save, runner.json(notebook));
            }
            return well ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static void stop(NotebookRunner runner) {
        if (!runner.stop()) {
            System.exit(INTERRUPTED);
        }
    }

    private static boolean run(Notebook notebook, NotebookRunner runner, boolean asking) {
        int failed = 0;
        for (Cell cell : notebook.cells()) {
            runner.show(cell);
            String answer = asking && cell.isCode() ? ask() : "";
            if (answer.startsWith("q")) {
                return true;
            }
            if (answer.startsWith("s")) {
                runner.skip(cell);
            } else if (!runner.run(cell)) {
                failed++;
                if (asking || !runner.mayGoOn()) {
                    return false;
                }
            }
        }
        return count(notebook, failed);
    }

    /** Where no cell ended the run: tells how many went well, if not all did. */
    private static boolean count(Notebook notebook, int failed) {
        long all = notebook.cells().stream().filter(Cell::isCode).count();
        if (failed > 0) {
            System.err.println((all - failed) + " of " + all + " cells of code went well.");
        }
        return failed == 0;
    }

    /** Reads a line from the terminal; its end ends the run. */
    private static String ask() {
        System.out.print("[Enter] ");
        System.out.flush();
        String answer = System.console().readLine();
        return answer == null ? "q" : answer.strip().toLowerCase(Locale.ROOT);
    }
}
