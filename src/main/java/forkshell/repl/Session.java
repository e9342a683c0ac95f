package forkshell.repl;

import forkshell.display.StandardStream;
import forkshell.proc.ProcessFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/**
 * A conversation in Java: snippets go in, outcomes come out, and everything that was declared stays
 * until {@link #reset}. Snippets run in an agent, a JVM of its own with flags for cheap and
 * reliable forks.
 *
 * <p>All methods may be called from any thread. Those that need the compiler or the agent take
 * turns: each waits until the one before is done. {@link #stop}, {@link #close}, {@link #children}
 * and {@link #agentPid} never wait for a turn. Whoever opens a session closes it; that ends the
 * agent and every process below it.
 */
public final class Session implements AutoCloseable {
    private static final int SECOND_STOP_DELAY_MILLIS = 150;

    private final SessionOptions options;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Engine engine;
    private volatile Object evaluation;

    private Session(SessionOptions options) {
        this.options = options;
        this.engine = new Engine(options);
    }

    /**
     * Starts an agent and evaluates the startup source. Blocks until that is done, for about half a
     * second.
     *
     * @throws IllegalStateException when the agent cannot be started
     */
    public static Session open(SessionOptions options) {
        CrashReport.installed();
        Session session = new Session(options);
        session.startUp();
        return session;
    }

    private void startUp() {
        evaluate(options.startup(), this::reportStartupFailure);
        engine.startupIsOver();
        engine.control().awaitConnection();
    }

    private void reportStartupFailure(Outcome outcome) {
        if (!outcome.ok()) {
            new Feedback(Feedback.Mode.NORMAL)
                    .lines(outcome)
                    .forEach(
                            line ->
                                    options.listener()
                                            .output(0, StandardStream.ERR, line.text() + "\n"));
        }
    }

    /**
     * Divides {@code source} into snippets; tells whether another line is needed. Takes about a
     * millisecond.
     */
    public Parsed parse(String source) {
        return inTurn(() -> Analysis.parse(shell(), source));
    }

    /**
     * Tells whether one of the complete snippets in {@code source} breaks Java's grammar, so that
     * no further line can complete it.
     */
    public boolean isWrong(String source) {
        return inTurn(() -> Analysis.isWrong(shell(), source));
    }

    /** Evaluates like {@link #evaluate(String, Consumer)} and returns the outcomes. */
    public List<Outcome> evaluate(String source) {
        List<Outcome> outcomes = new ArrayList<>();
        evaluate(source, outcomes::add);
        return outcomes;
    }

    /**
     * Evaluates like {@link #evaluate(String)}, but nothing when {@code stopped} holds as it
     * begins. Whoever makes it hold and then calls {@link #stop} comes neither too early nor too
     * late.
     */
    public List<Outcome> evaluate(String source, BooleanSupplier stopped) {
        List<Outcome> outcomes = new ArrayList<>();
        evaluate(source, stopped, outcomes::add);
        return outcomes;
    }

    /**
     * Evaluates the snippets of {@code source} one after the other until one is not {@link
     * Outcome#ok}. Blocks until the last one is done or {@link #stop} was called. An incomplete
     * snippet at the end is rejected.
     *
     * @param each receives every outcome as soon as it is there, on the calling thread
     * @return whether all of them are ok
     * @throws IllegalStateException when the agent has ended, the listener has heard of it and no
     *     {@link #reset} followed
     * @throws CompilerCrash when the compiler itself fails
     */
    public boolean evaluate(String source, Consumer<Outcome> each) {
        return evaluate(source, () -> false, each);
    }

    private boolean evaluate(String source, BooleanSupplier stopped, Consumer<Outcome> each) {
        return inTurn(
                () -> {
                    evaluation = new Object();
                    try {
                        return !stopped.getAsBoolean() && evaluateAll(source, each);
                    } finally {
                        evaluation = null;
                    }
                });
    }

    private boolean evaluateAll(String source, Consumer<Outcome> each) {
        for (String snippet : Analysis.parse(shell(), source).all()) {
            if (!evaluateOne(snippet, each)) {
                return false;
            }
        }
        return true;
    }

    private boolean evaluateOne(String snippet, Consumer<Outcome> each) {
        List<Outcome> outcomes = new Evaluator(engine).evaluate(snippet);
        outcomes.forEach(each);
        return outcomes.stream().allMatch(Outcome::ok);
    }

    /** Returns what could be written at {@code cursor}, an index into {@code source}. */
    public Completion complete(String source, int cursor) {
        return inTurn(() -> Analysis.complete(shell(), source, cursor));
    }

    /**
     * Returns the declarations that the name at {@code cursor} may mean, overloads in order of
     * declaration; for a cursor between the parentheses of a call, those of the method called.
     */
    public List<Documentation> document(String source, int cursor) {
        return inTurn(() -> Analysis.document(shell(), source, cursor));
    }

    /** Returns the signatures alone of what {@link #document} finds; takes a few milliseconds. */
    public List<String> signatures(String source, int cursor) {
        return inTurn(() -> Analysis.signatures(shell(), source, cursor));
    }

    /**
     * Returns what the user may have meant by a rejected snippet: imports to write, names that are
     * spelled alike, what to write instead of C. Sentences in the user's language, or none.
     */
    public List<String> hints(Outcome outcome) {
        return inTurn(() -> Hints.of(shell(), outcome));
    }

    /**
     * Returns the full names of the types that the simple name before {@code cursor} may mean;
     * empty when it is known already. Those of java.util and java.net come first.
     */
    public List<String> importable(String source, int cursor) {
        return inTurn(() -> Analysis.importable(shell(), source, cursor));
    }

    /**
     * Returns all snippets that were evaluated since the last reset, those of the startup first.
     */
    public Stream<Snippet> snippets() {
        return inTurn(() -> shell().snippets());
    }

    /** Returns the variables that are in scope. */
    public Stream<VarSnippet> variables() {
        return inTurn(() -> shell().variables());
    }

    /** Returns the methods that are in scope. */
    public Stream<MethodSnippet> methods() {
        return inTurn(() -> shell().methods());
    }

    /** Returns the types that are in scope. */
    public Stream<TypeDeclSnippet> types() {
        return inTurn(() -> shell().types());
    }

    /** Tells whether {@code snippet} is in scope: valid, or waiting for a name to be declared. */
    public boolean isActive(Snippet snippet) {
        return inTurn(() -> shell().status(snippet).isActive());
    }

    /**
     * Returns the present value of {@code variable} as text; calls its {@code toString} in the
     * agent.
     */
    public String valueOf(VarSnippet variable) {
        return inTurn(() -> shell().varValue(variable));
    }

    /** Takes {@code snippet} out of scope. */
    public Outcome drop(Snippet snippet) {
        return inTurn(() -> new Evaluator(engine).drop(snippet));
    }

    /**
     * Ends the running snippet, in Java code as well as in a helper that waits, within half a
     * second; its outcome is {@link Outcome.Result#STOPPED}, and those behind it do not run.
     * Variables, children and listeners stay. Does nothing when no snippet runs. Returns at once.
     */
    public void stop() {
        engine.control().stop();
        Object stopped = evaluation;
        if (stopped != null) {
            CompletableFuture.delayedExecutor(SECOND_STOP_DELAY_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> stopAgain(stopped));
        }
    }

    /** The first attempt hits nothing while the next snippet is being compiled. */
    private void stopAgain(Object stopped) {
        if (evaluation == stopped) {
            stop();
        }
    }

    /**
     * Ends the agent with everything below it, starts another and evaluates the startup source.
     * Also the way on after the agent was lost. Blocks for about half a second.
     */
    public void reset() {
        inTurn(
                () -> {
                    engine.close();
                    engine = new Engine(options);
                    startUp();
                    return null;
                });
    }

    /** Returns the process id of the agent. */
    public long agentPid() {
        return engine.agentPid();
    }

    /** Counts the children that the agent has now, as the kernel sees them. */
    public ProcessFamily children() {
        return ProcessFamily.of((int) agentPid());
    }

    /** Ends the agent and every process below it; an evaluation under way ends as lost. */
    @Override
    public void close() {
        engine.close();
    }

    private JShell shell() {
        return engine.shell();
    }

    private <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }
}
