package forkshell.jupyter;

import forkshell.proc.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Has nbconvert run notebooks with this very forkshell as their kernel, installed or not, and write
 * them with their outputs.
 *
 * @param format a name that nbconvert knows: {@code html}, {@code notebook}
 * @param err where it is told what failed, and what was shown after the last cell
 */
public record Rendering(Installation jupyter, String format, PrintStream err) {
    private static final String MISSING =
            "Rendering needs Jupyter's nbconvert, and the PATH has none. Install it first: apt"
                    + " install jupyter-nbconvert on Debian and Ubuntu, or pip install nbconvert.";

    private static final String FAILURE = "An error occurred while executing the following cell:";

    /**
     * Runs them one after the other, each in a kernel of its own. Blocks until the last one is
     * written or one has failed.
     *
     * @param main the class whose arguments are {@code jupyter kernel FILE}
     * @return the exit status of nbconvert, 0 when all went well
     * @throws IllegalStateException with a sentence, when nbconvert is missing
     */
    public int run(List<Path> notebooks, Path directory, String classPath, String main)
            throws IOException, InterruptedException {
        Path data = TemporaryDirectory.make();
        Path log = Files.createTempFile(data, "nbconvert", ".log");
        KernelSpec kernel = KernelSpec.below(data);
        try {
            kernel.write(classPath, main);
            int status = process(command(notebooks, directory), data, log).waitFor();
            tell(status, Files.readString(log));
            return status;
        } finally {
            TemporaryDirectory.delete(data);
        }
    }

    private List<String> command(List<Path> notebooks, Path directory) {
        Path program = jupyter.program().orElseThrow(() -> new IllegalStateException(MISSING));
        List<String> words = new ArrayList<>(List.of(program.toString(), "nbconvert"));
        words.addAll(List.of("--execute", "--ExecutePreprocessor.kernel_name=" + KernelSpec.NAME));
        words.addAll(List.of("--to", format, "--output-dir", directory.toString()));
        notebooks.forEach(each -> words.add(each.toString()));
        return words;
    }

    private Process process(List<String> words, Path data, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        String before = jupyter.environment().getOrDefault("JUPYTER_PATH", "");
        builder.environment()
                .put("JUPYTER_PATH", before.isEmpty() ? data.toString() : data + ":" + before);
        return builder.redirectOutput(log.toFile()).start();
    }

    private void tell(int status, String said) {
        if (said.contains("nbconvert` not found")) {
            throw new IllegalStateException(MISSING);
        }
        int failure = said.indexOf(FAILURE);
        if (status != 0) {
            err.println(failure < 0 ? said : said.substring(failure));
        }
        said.lines()
                .filter(line -> line.startsWith(OutputPublisher.AT_THE_END))
                .forEach(err::println);
        said.lines()
                .filter(line -> line.contains("] Writing "))
                .map(line -> line.replaceAll(".* to ", ""))
                .forEach(System.out::println);
    }
}
