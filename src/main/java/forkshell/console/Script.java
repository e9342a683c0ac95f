package forkshell.console;

import forkshell.console.command.Commands;
import forkshell.console.command.FrontEnd;
import forkshell.console.command.Inputs;
import forkshell.repl.Feedback;
import forkshell.repl.Outcome;
import forkshell.repl.SessionOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/** Evaluates what a reader gives, without a terminal, each snippet as soon as it is complete. */
public final class Script {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String name;
    private final Shell shell;
    private final StringBuilder pending = new StringBuilder();
    private int firstLine = 1;
    private int line;

    private Script(String name, Shell shell) {
        this.name = name;
        this.shell = shell;
    }

    /**
     * Evaluates all of {@code source} in a session of its own; blocks until that has ended.
     *
     * @param name stands in complaints, in front of the line
     * @param mode what is told beside output and errors
     * @return the exit status: 0, 1 when a snippet or command failed, or what {@code /exit} said
     * @throws IOException when the source cannot be read
     */
    public static int run(
            String name,
            BufferedReader source,
            Feedback.Mode mode,
            PrintStream out,
            PrintStream err)
            throws IOException {
        FrontEnd frontEnd = new PlainFrontEnd(out, err);
        try (Shell shell = new Shell(frontEnd, Commands.all(), SessionOptions.defaults())) {
            shell.settings().feedback(mode);
            shell.settings().stopAtFailure(true);
            return new Script(name, shell).run(source);
        }
    }

    private int run(BufferedReader source) throws IOException {
        String text;
        while (shell.exit().isEmpty() && (text = source.readLine()) != null) {
            line++;
            text = line == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
            if (!accept(text)) {
                return 1;
            }
        }
        return shell.exit().isEmpty() && !evaluate() ? 1 : shell.exit().orElse(0);
    }

    private boolean accept(String text) {
        if (pending.isEmpty()) {
            firstLine = line;
        }
        pending.append(text).append('\n');
        boolean command = firstLine == line && Inputs.isCommand(text);
        return !command && !isComplete() || evaluate();
    }

    private boolean isComplete() {
        return shell.session().parse(pending.toString()).complete();
    }

    private boolean evaluate() {
        String source = pending.toString();
        pending.setLength(0);
        boolean ok = shell.accept(source);
        if (!ok) {
            shell.frontEnd().complaint(ConsoleMessages.text("script.failed", name, failedLine()));
        }
        return ok;
    }

    private int failedLine() {
        return firstLine + shell.failure().map(Script::offset).orElse(0);
    }

    /** The line of the failure, counted from the beginning of its snippet. */
    private static int offset(Outcome failure) {
        if (!failure.diagnostics().isEmpty()) {
            int position = (int) Math.max(0, failure.diagnostics().get(0).getPosition());
            String before = failure.snippet().source().substring(0, position);
            return (int) before.chars().filter(c -> c == '\n').count();
        }
        int offset = 0;
        if (failure.exception() != null) {
            for (StackTraceElement frame : failure.exception().getStackTrace()) {
                if (("#" + failure.snippet().id()).equals(frame.getFileName())) {
                    offset = frame.getLineNumber() - 1;
                }
            }
        }
        return offset;
    }
}
