package forkshell.console.command;

import forkshell.repl.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What was typed in this run, and what of it brings the session back when it is evaluated again.
 */
public final class Transcript {
    private final List<String> inputs = new ArrayList<>();
    private final List<String> replayable = new ArrayList<>();
    private List<String> previous = List.of();

    public synchronized void typed(String input) {
        inputs.add(input);
    }

    /** Notes what was evaluated; what was stopped, or took the agent with it, would do so again. */
    public synchronized void evaluated(Outcome outcome) {
        Outcome.Result result = outcome.result();
        if (result == Outcome.Result.DONE || result == Outcome.Result.THREW) {
            replayable.add(outcome.snippet().source().strip());
        }
    }

    /** Notes that what {@code name} stood for left the session, as it will in a replay. */
    public synchronized void dropped(String name) {
        replayable.add("/drop " + name);
    }

    /**
     * Notes that the session starts anew: what it had is now the previous one, unless it had
     * nothing.
     */
    public synchronized void reset() {
        if (!replayable.isEmpty()) {
            previous = List.copyOf(replayable);
            replayable.clear();
        }
    }

    public synchronized List<String> inputs() {
        return List.copyOf(inputs);
    }

    /** Returns the sources that make the present session. */
    public synchronized List<String> replayable() {
        return List.copyOf(replayable);
    }

    /** Returns the sources that made the session before the last reset or loss. */
    public synchronized List<String> previous() {
        return previous;
    }
}
