package forkshell.console;

import forkshell.display.Messages;
import forkshell.repl.Feedback;
import forkshell.repl.Outcome;
import forkshell.repl.Session;
import forkshell.repl.SessionListener;
import forkshell.repl.SessionOptions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/**
 * What happens to a line of input, with or without a terminal: commands run, everything else is
 * evaluated, and a lost session is replaced. The session opens in the background; {@link #session}
 * waits for it. Whoever makes a shell closes it, which ends the session and its children.
 */
public final class Shell implements AutoCloseable {
    static final Messages MESSAGES = new Messages("forkshell.console.messages");

    private static final Pattern WATCH = Pattern.compile("watch\\s*\\(\\s*\\)\\s*;?");

    private final Display display;
    private final Commands commands = new Commands();
    private final Transcript transcript = new Transcript();
    private final Settings settings = new Settings();
    private final Lessons lessons = new Lessons(this);
    private volatile SessionOptions options;
    private volatile CompletableFuture<Session> session;
    private volatile boolean interrupted;
    private boolean toldOfInterrupt;
    private volatile OptionalInt exit = OptionalInt.empty();
    private Optional<Outcome> failure = Optional.empty();

    /** Starts to open a session with {@code options}; its listener is replaced. */
    public Shell(Display display, SessionOptions options) {
        this.display = display;
        this.options = options.listener(new Listener());
        this.session = background(() -> Session.open(this.options));
    }

    /** Commands that may follow a slash. */
    List<Command> commands() {
        return commands.list();
    }

    Command command(String name) {
        return commands.find(name);
    }

    /**
     * The session; blocks while it starts.
     *
     * @throws CompletionException when it could not be started
     */
    public Session session() {
        return session.join();
    }

    /** Whether {@link #session} does not block. */
    boolean isReady() {
        return session.isDone() && !session.isCompletedExceptionally();
    }

    public Display display() {
        return display;
    }

    Transcript transcript() {
        return transcript;
    }

    Lessons lessons() {
        return lessons;
    }

    Settings settings() {
        return settings;
    }

    SessionOptions options() {
        return options;
    }

    /** The status to exit with, once something asked for the end. */
    public OptionalInt exit() {
        return exit;
    }

    /** The outcome that made the last {@link #accept} fail, if it was one of a snippet. */
    Optional<Outcome> failure() {
        return failure;
    }

    void exit(int status) {
        exit = OptionalInt.of(status);
    }

    /**
     * Runs or evaluates {@code input}, several snippets one by one, and shows what becomes of each.
     *
     * @return whether all of it worked
     */
    public boolean accept(String input) {
        failure = Optional.empty();
        interrupted = false;
        toldOfInterrupt = false;
        List<String> inputs = Inputs.of(input, session()::parse);
        inputs.forEach(transcript::typed);
        return perform(inputs);
    }

    /** Runs or evaluates {@code inputs} in order, up to Ctrl-C; whether all of it worked. */
    boolean perform(List<String> inputs) {
        boolean ok = true;
        for (String each : inputs) {
            ok &= !isHeldBack() && (JavaLineParser.isCommand(each) ? run(each) : tryOut(each));
        }
        return ok;
    }

    /** The same without telling what becomes of snippets, unless they fail. */
    boolean performQuietly(List<String> inputs) {
        Feedback.Mode before = settings.feedback();
        settings.feedback(Feedback.Mode.SILENT);
        try {
            return perform(inputs);
        } finally {
            if (settings.feedback() == Feedback.Mode.SILENT) {
                settings.feedback(before);
            }
        }
    }

    /** Ends the running snippet, and what was entered together with it is not begun. */
    void interrupt() {
        interrupted = true;
        if (isReady()) {
            session().stop();
        }
    }

    /** Runs the command {@code line}; whether it worked. What is wrong is told in a sentence. */
    boolean run(String line) {
        try {
            commands.run(this, line);
            return true;
        } catch (IllegalArgumentException | IllegalStateException wrong) {
            display.complaint(wrong.getMessage());
            failure = Optional.empty();
            return false;
        }
    }

    /**
     * Whether Ctrl-C was pressed since the input began to be worked on, so that the rest of it is
     * not begun. Where no snippet's outcome has told of that, it is told here.
     */
    boolean isHeldBack() {
        if (interrupted && !toldOfInterrupt) {
            toldOfInterrupt = true;
            display.feedback(Feedback.stopped());
        }
        return interrupted;
    }

    private boolean tryOut(String source) {
        try {
            return evaluate(source);
        } catch (IllegalStateException lost) {
            display.complaint(MESSAGES.get("session.lost"));
            return false;
        }
    }

    /**
     * Evaluates {@code source} and shows the outcomes; whether all of it worked.
     *
     * @throws IllegalStateException when the session was lost in this moment
     */
    public boolean evaluate(String source) {
        List<String> snippets = session().parse(source).all();
        boolean ok = true;
        for (String snippet : snippets) {
            if (isHeldBack()) {
                return false;
            }
            if (snippets.size() > 1 && settings.feedback() != Feedback.Mode.SILENT) {
                display.echo(snippet.strip());
            }
            if (isWatch(snippet)) {
                ok &= run("/watch");
                continue;
            }
            ok &= evaluateOne(snippet);
        }
        return ok;
    }

    /** The vocabulary's call needs a terminal, which only we have. */
    private boolean isWatch(String snippet) {
        return WATCH.matcher(snippet.strip()).matches() && display.reader().isPresent();
    }

    private boolean evaluateOne(String snippet) {
        List<Outcome> outcomes = session().evaluate(snippet, () -> interrupted);
        if (outcomes.isEmpty()) {
            return !isHeldBack();
        }
        outcomes.forEach(this::show);
        Outcome last = outcomes.get(outcomes.size() - 1);
        if (!last.ok()) {
            failure = Optional.of(last);
            Outcome.Result how = last.result();
            toldOfInterrupt |= how == Outcome.Result.STOPPED || how == Outcome.Result.LOST;
            interrupted |= toldOfInterrupt;
        }
        return last.ok();
    }

    private void show(Outcome outcome) {
        display.feedback(new Feedback(settings.feedback()).lines(outcome));
        transcript.evaluated(outcome);
        if (outcome.result() == Outcome.Result.REJECTED) {
            session().hints(outcome).forEach(display::hint);
        }
    }

    /** The next {@link #reset} starts with {@code source}. */
    void startup(String source) {
        options = options.startup(source);
    }

    /**
     * Starts anew, with other options or the same.
     *
     * @throws IllegalArgumentException when that fails; a session with the options before is there
     */
    void reset(SessionOptions other) {
        SessionOptions before = options;
        transcript.reset();
        try {
            reopen(other);
        } catch (CompletionException failed) {
            reopen(before);
            throw new IllegalArgumentException(MESSAGES.get("session.failed"), failed);
        }
    }

    private void reopen(SessionOptions other) {
        session.thenAccept(Session::close);
        options = other.listener(new Listener());
        session = background(() -> Session.open(options));
        session.join();
    }

    @Override
    public void close() {
        if (isReady()) {
            session().close();
        } else {
            session.thenAccept(Session::close);
        }
    }

    private void replace(String reason) {
        display.complaint(reason);
        transcript.reset();
        Session lost = session.getNow(null);
        if (lost == null) {
            return;
        }
        session =
                background(
                        () -> {
                            lost.reset();
                            display.hint(MESSAGES.get("lost.restarted"));
                            return lost;
                        });
    }

    private static <T> CompletableFuture<T> background(java.util.function.Supplier<T> work) {
        return CompletableFuture.supplyAsync(
                work, task -> new Thread(task, "forkshell-session").start());
    }

    /** Passes output on and replaces a session that is lost. */
    private final class Listener implements SessionListener {
        @Override
        public void output(String text, boolean error) {
            display.output(text, error);
        }

        @Override
        public void lost(String reason) {
            replace(reason);
        }
    }
}
