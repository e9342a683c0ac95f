package forkshell.command;

import picocli.CommandLine;

/** The entry point of {@code java -jar forkshell.jar}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        CommandLine.IExecutionExceptionHandler sentence =
                (failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                };
        System.exit(
                new CommandLine(new Forkshell())
                        .setExecutionExceptionHandler(sentence)
                        .execute(args));
    }
}
