package forkshell.console.edit;

import forkshell.console.command.CommandContext;
import forkshell.console.command.CommandTable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jline.reader.Candidate;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.InfoCmp.Capability;

/**
 * JLine's editor, which paints its line anew once the window has its new size. JLine only reckons
 * where the terminal has moved the line to; what was painted before the program heard of the new
 * size would stay garbled.
 */
public final class LineEditor extends LineReaderImpl {
    private static final int SETTLE_DELAY_MILLIS = 100;
    private static final Executor AFTER_SETTLING =
            CompletableFuture.delayedExecutor(SETTLE_DELAY_MILLIS, TimeUnit.MILLISECONDS);

    /** Edits lines on {@code terminal}, which the caller closes. */
    public LineEditor(Terminal terminal) throws IOException {
        super(terminal, "forkshell");
    }

    /** Adds what belongs to Java and to the commands: completion, colours, keys, history. */
    public void configure(CommandContext context, CommandTable commands, Theme theme) {
        setParser(new JavaLineParser(source -> context.session().parse(source)));
        setCompleter(new JavaCompleter(context, commands));
        setHighlighter(new JavaHighlighter(theme));
        setHistory(new SnippetHistory(context));
        option(Option.DISABLE_EVENT_EXPANSION, true);
        setVariable(LIST_MAX, Integer.MAX_VALUE);
        setVariable(SECONDARY_PROMPT_PATTERN, "%P ...> ");
        KeyBindings.bind(this, context, theme);
    }

    /** Lists what fits on the screen; JLine would ask in English whether to list more. */
    @Override
    protected boolean doList(
            List<Candidate> possible,
            String completed,
            boolean runLoop,
            BiFunction<CharSequence, Boolean, CharSequence> escaper) {
        int room = new CandidateList(possible, size).room();
        if (possible.size() <= room) {
            return super.doList(possible, completed, runLoop, escaper);
        }
        printAbove(EditMessages.text("completion.many", possible.size(), room));
        return super.doList(
                possible.stream().sorted().limit(room).toList(), completed, runLoop, escaper);
    }

    @Override
    protected void handleSignal(Signal signal) {
        super.handleSignal(signal);
        if (signal == Signal.WINCH) {
            AFTER_SETTLING.execute(this::repaint);
        }
    }

    private void repaint() {
        lock.lock();
        try {
            if (reading) {
                display.update(List.of(), 0);
                terminal.puts(Capability.clr_eos);
                redisplay();
            }
        } finally {
            lock.unlock();
        }
    }
}
