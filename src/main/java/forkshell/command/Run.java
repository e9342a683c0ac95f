package forkshell.command;

import forkshell.console.Script;
import forkshell.console.command.UserFile;
import forkshell.repl.Feedback;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates scripts without a terminal. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Evaluate scripts, each in a session of its own; status 1 when a snippet fails.")
final class Run implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "SCRIPT.jsh", description = "files; - is stdin")
    private List<String> scripts;

    @Override
    public Integer call() throws IOException {
        int status = 0;
        for (String script : scripts) {
            status = Math.max(status, script.equals("-") ? Interactive.piped() : run(script));
        }
        return status;
    }

    private int run(String script) throws IOException {
        try {
            BufferedReader source = new BufferedReader(new StringReader(UserFile.read(script)));
            return Script.run(script, source, Feedback.Mode.SILENT, System.out, System.err);
        } catch (IllegalArgumentException unreadable) {
            throw new ParameterException(spec.commandLine(), unreadable.getMessage(), unreadable);
        }
    }
}
