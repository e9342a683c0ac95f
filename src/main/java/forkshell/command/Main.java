package forkshell.command;

import forkshell.display.Messages;
import forkshell.display.Visible;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;

/** The entry point of {@code java -jar forkshell.jar}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(written(status(List.of(args))));
    }

    /** A full device must not look like success. */
    private static int written(int status) {
        if (!System.out.checkError()) {
            return status;
        }
        System.err.println(Messages.of(Main.class).get("output.failed"));
        return Math.max(status, CommandLine.ExitCode.SOFTWARE);
    }

    private static int status(List<String> arguments) {
        try {
            Preferences preferences = Preferences.of(arguments);
            preferences.apply();
            StandardOutput.encode();
            return preferences.rest().isEmpty()
                    ? Interactive.run(preferences.colours(), preferences.simple())
                    : Commands.execute(preferences.rest());
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | LinkageError failure) {
            return told(failure);
        } catch (CompletionException failure) {
            return told(failure.getCause());
        }
    }

    private static int told(Throwable failure) {
        System.err.println("forkshell: " + Visible.text(String.valueOf(failure.getMessage())));
        return CommandLine.ExitCode.USAGE;
    }

    /** A class of its own, because the way to the console must not load the command line parser. */
    static final class Commands {
        /** Returns the command line with its help in the user's language. */
        static CommandLine line() {
            return new CommandLine(new Forkshell())
                    .setResourceBundle(Messages.table(Main.class, "help"));
        }

        static int execute(List<String> arguments) {
            CommandLine.IExecutionExceptionHandler sentence =
                    (failure, command, parsed) -> {
                        command.getErr().println(Visible.text(failure.getMessage()));
                        return CommandLine.ExitCode.SOFTWARE;
                    };
            CommandLine line = line();
            line.getSubcommands().get(TraceProgram.NAME).setStopAtPositional(true);
            return line.setExecutionExceptionHandler(sentence)
                    .execute(arguments.toArray(String[]::new));
        }
    }
}
