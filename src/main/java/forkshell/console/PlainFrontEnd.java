package forkshell.console;

import forkshell.console.command.FrontEnd;
import forkshell.display.StandardStream;
import forkshell.display.Visible;
import forkshell.repl.Line;
import java.io.PrintStream;
import java.util.List;

/** Two streams without colours, for scripts and pipes. */
public final class PlainFrontEnd implements FrontEnd {
    private final PrintStream out;
    private final PrintStream err;

    /** Snippets' output and values go to {@code out}, complaints to {@code err}. */
    public PlainFrontEnd(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void output(int pid, StandardStream stream, String text) {
        PrintStream target = stream.isError() ? err : out;
        target.print(stream.mark(pid) + text);
        target.flush();
    }

    @Override
    public void feedback(List<Line> lines) {
        lines.forEach(line -> out.println(line.text()));
    }

    @Override
    public void echo(String snippet) {
        // whoever reads a pipe has what was written into it
    }

    @Override
    public void text(String text) {
        out.println(text);
    }

    @Override
    public void complaint(String sentence) {
        err.println(Visible.text(sentence));
    }

    @Override
    public void hint(String sentence) {
        err.println(Visible.text(sentence));
    }
}
