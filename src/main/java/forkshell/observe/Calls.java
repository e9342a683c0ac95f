package forkshell.observe;

import forkshell.display.Html;
import forkshell.display.Rich;
import forkshell.inspect.RenderOptions;
import forkshell.inspect.Tone;
import forkshell.strace.Call;
import forkshell.strace.TraceLine;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What strace(1) said of a server, up to the moment when it was asked: a line for each call, signal
 * and end, in the order in which they were told. Prints the last ones.
 *
 * @param traced false when the server runs without strace
 */
public record Calls(List<TraceLine> lines, boolean traced) implements Rich {
    private static final int SHOWN = 200;

    /** Returns those of one process or thread. */
    public Calls of(int pid) {
        return new Calls(lines.stream().filter(line -> line.pid() == pid).toList(), traced);
    }

    /** Returns the last {@code count}. */
    public Calls last(int count) {
        return new Calls(lines.subList(Math.max(0, lines.size() - count), lines.size()), traced);
    }

    @Override
    public String toString() {
        return "\n" + text(RenderOptions.fromEnvironment());
    }

    /**
     * Returns a line for each, with its pid; an error, a fault of strace's and an end stand out.
     */
    public String text(RenderOptions options) {
        if (!traced) {
            return Sentences.text("untraced.calls");
        }
        if (lines.isEmpty()) {
            return Sentences.text("no.calls");
        }
        String shown =
                last(SHOWN).lines.stream()
                        .map(line -> line.pid() + " " + options.paint(tone(line), line.text()))
                        .collect(Collectors.joining("\n"));
        int left = lines.size() - SHOWN;
        return left <= 0 ? shown : Sentences.text("earlier.calls", left) + "\n" + shown;
    }

    @Override
    public String html() {
        return "<pre>" + Html.escaped(text(RenderOptions.PLAIN)) + "</pre>";
    }

    private static Tone tone(TraceLine line) {
        if (!(line instanceof Call call)) {
            return Tone.DEAD;
        }
        return call.injected() ? Tone.BAD : call.error().isEmpty() ? Tone.PLAIN : Tone.WARNING;
    }
}
