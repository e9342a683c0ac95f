package forkshell.command;

import forkshell.inspect.PidArgument;
import forkshell.libc.SystemCallException;
import forkshell.watch.Watch;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The live view of a session that runs elsewhere, in a terminal of its own. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        description = "Watch the processes of a session live, from another terminal.")
final class WatchProcess implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "PID", description = "the process that forks: getpid() tells it")
    private String pid;

    @Override
    public Integer call() throws IOException {
        int root = root();
        List<String> objections = PidArgument.objections(root);
        if (!objections.isEmpty()) {
            System.err.println(String.join("\n", objections));
            return 1;
        }
        try {
            Watch.open(root, System.getenv("NO_COLOR") == null);
            return 0;
        } catch (IllegalStateException foreignJournal) {
            System.err.println(foreignJournal.getMessage());
            return 1;
        }
    }

    private int root() {
        try {
            return PidArgument.parse("watch", pid);
        } catch (SystemCallException wrong) {
            throw new ParameterException(spec.commandLine(), wrong.advice(), wrong);
        }
    }
}
