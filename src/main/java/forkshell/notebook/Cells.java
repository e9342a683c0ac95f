package forkshell.notebook;

import forkshell.Playground;
import forkshell.display.Bundle;
import forkshell.display.Display;
import forkshell.display.Messages;
import forkshell.display.StandardStream;
import forkshell.jvm.RecommendedFlags;
import forkshell.lab.Deeds;
import forkshell.repl.CompilerCrash;
import forkshell.repl.Feedback;
import forkshell.repl.Line;
import forkshell.repl.Outcome;
import forkshell.repl.Session;
import forkshell.repl.SessionListener;
import forkshell.repl.SessionOptions;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the cells of one notebook in a session of its own. Whoever opens it closes it; that ends the
 * agent and every process below it.
 */
public final class Cells implements AutoCloseable {
    private static final String PRINT_CHILD_OUTPUT =
            Playground.class.getName() + ".belongings().printChildOutput();";
    private static final String BEGIN_STEP = Deeds.class.getName() + ".since";
    private static final String CHECK = "check(";

    private final CellListener listener;
    private final Session session;
    private final Places places = new Places();
    private final AtomicReference<Bundle> result = new AtomicReference<>();
    private final AtomicReference<String> loss = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean running;
    private boolean checked;

    /**
     * Starts the agent. Blocks for about half a second.
     *
     * @param input what snippets read from {@code System.in}; read a byte at a time, on demand
     * @throws IllegalStateException when the agent cannot be started
     */
    public Cells(CellListener listener, InputStream input) {
        this.listener = listener;
        session =
                Session.open(
                        SessionOptions.defaults()
                                .listener(new SessionObserver())
                                .input(input)
                                .jvmOptions(jvmOptions()));
    }

    private static List<String> jvmOptions() {
        List<String> options = new ArrayList<>(RecommendedFlags.options());
        options.add("-D" + Display.PICTURES + "=true");
        return options;
    }

    /**
     * Runs a cell to its end, its first failure, or {@link #stop}. Everything that its snippets
     * printed has gone to the listener before this returns.
     *
     * @param number by which errors name the cell
     */
    public CellResult run(int number, String source) {
        recover();
        beginStep(source);
        places.begin(number, source);
        Run run = new Run();
        running = true;
        try {
            session.evaluate(source, run::take);
        } catch (IllegalStateException ended) {
            throwUnlessTold(ended);
        } catch (CompilerCrash crash) {
            return CellResult.of(Failure.ofCrash(crash.getMessage()));
        } finally {
            running = false;
        }
        return run.result();
    }

    /** Checks that come again look at what they have looked at before. */
    private void beginStep(String source) {
        boolean checks = source.stripLeading().startsWith(CHECK);
        if (checked && !checks) {
            tell(BEGIN_STEP + "(" + System.nanoTime() + "L);");
        }
        checked = checks;
    }

    private void throwUnlessTold(IllegalStateException ended) {
        if (loss.get() == null) {
            throw ended;
        }
    }

    /** A session whose agent was lost since the last cell begins anew. */
    private void recover() {
        String reason = loss.getAndSet(null);
        if (reason != null) {
            session.reset();
            listener.printed(0, StandardStream.ERR, explained(reason) + "\n");
        }
    }

    private static String explained(String reason) {
        return Messages.of(Cells.class).get("lost", reason);
    }

    /**
     * Waits until the children have said what they have to say now: for whoever cannot show it once
     * the cell is over. Blocks for a second at most.
     */
    public void hearChildren() {
        if (Quiet.await((int) session.agentPid())) {
            printChildOutput();
        }
    }

    private void printChildOutput() {
        tell(PRINT_CHILD_OUTPUT);
    }

    private void tell(String source) {
        try {
            session.evaluate(source);
        } catch (IllegalStateException lost) {
            return; // the next cell tells of it
        }
    }

    /** Ends the running cell, if there is one; variables and children stay. Returns at once. */
    public void stop() {
        session.stop();
    }

    /** For questions: completion, documentation, completeness, the agent's pid. */
    public Session session() {
        return session;
    }

    /** Between two cells, the listener hears first what children have written up to now. */
    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            if (!running) {
                printChildOutput();
            }
            session.close();
        }
    }

    /** One cell at work. */
    private final class Run {
        private Bundle value;
        private Failure failure;

        void take(Outcome outcome) {
            places.add(outcome.snippet());
            value = valueOf(outcome, result.getAndSet(null));
            new Feedback(Feedback.Mode.CONCISE)
                    .lines(outcome).stream()
                            .filter(line -> line.style() == Line.Style.CHANGE)
                            .forEach(
                                    line ->
                                            listener.printed(
                                                    0, StandardStream.ERR, line.text() + "\n"));
            if (outcome.result() != Outcome.Result.LOST && !outcome.ok()) {
                failure = Failure.of(outcome, places);
            }
        }

        private Bundle valueOf(Outcome outcome, Bundle rich) {
            if (rich != null) {
                return rich;
            }
            String text = outcome.value();
            boolean something = text != null && !text.isEmpty() && !text.equals("null");
            return something ? Bundle.ofText(text) : null;
        }

        CellResult result() {
            String reason = loss.getAndSet(null);
            if (reason != null) {
                session.reset();
                return CellResult.of(Failure.ofLoss(explained(reason)));
            }
            return failure == null ? CellResult.of(value) : CellResult.of(failure);
        }
    }

    /** What the session tells. */
    private final class SessionObserver implements SessionListener {
        @Override
        public void output(int pid, StandardStream stream, String text) {
            listener.printed(pid, stream, text);
        }

        @Override
        public void shown(Bundle bundle) {
            listener.shown(bundle);
        }

        @Override
        public void result(Bundle bundle) {
            result.set(bundle);
        }

        @Override
        public void lost(String reason) {
            loss.set(reason);
        }
    }
}
