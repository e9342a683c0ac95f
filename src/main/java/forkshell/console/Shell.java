package forkshell.console;

import forkshell.console.command.BareWords;
import forkshell.console.command.CommandContext;
import forkshell.console.command.CommandTable;
import forkshell.console.command.FrontEnd;
import forkshell.console.command.Inputs;
import forkshell.console.command.Settings;
import forkshell.console.command.Transcript;
import forkshell.display.StandardStream;
import forkshell.repl.CompilerCrash;
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
public final class Shell implements CommandContext, AutoCloseable {
    private static final Pattern WATCH = Pattern.compile("watch\\s*\\(\\s*\\)\\s*;?");

    private final FrontEnd frontEnd;
    private final CommandTable commands;
    private final Transcript transcript = new Transcript();
    private final Settings settings = new Settings();
    private volatile SessionOptions options;
    private volatile CompletableFuture<Session> session;
    private volatile boolean interrupted;
    private boolean toldOfInterrupt;
    private volatile OptionalInt exit = OptionalInt.empty();
    private Optional<Outcome> failure = Optional.empty();

    /** Starts to open a session with {@code options}; its listener is replaced. */
    public Shell(FrontEnd frontEnd, CommandTable commands, SessionOptions options) {
        this.frontEnd = frontEnd;
        this.commands = commands;
        this.options = options.listener(new Listener());
        this.session = background(() -> Session.open(this.options));
    }

    @Override
    public Session session() {
        return session.join();
    }

    /** Returns whether {@link #session} does not block. */
    boolean isReady() {
        return session.isDone() && !session.isCompletedExceptionally();
    }

    @Override
    public FrontEnd frontEnd() {
        return frontEnd;
    }

    @Override
    public Transcript transcript() {
        return transcript;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public SessionOptions options() {
        return options;
    }

    /** Returns the status to exit with, once something asked for the end. */
    public OptionalInt exit() {
        return exit;
    }

    /** Returns the outcome that made the last {@link #accept} fail, if it was one of a snippet. */
    Optional<Outcome> failure() {
        return failure;
    }

    @Override
    public void exit(int status) {
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
        List<String> inputs = bareCommand(input).map(List::of).orElseGet(() -> divided(input));
        inputs.forEach(transcript::typed);
        return perform(inputs);
    }

    private List<String> divided(String input) {
        return Inputs.of(input, session()::parse);
    }

    /** A command without its slash, unless the word is a variable of the user's. */
    private Optional<String> bareCommand(String input) {
        return BareWords.command(input)
                .filter(
                        command ->
                                session()
                                        .variables()
                                        .noneMatch(each -> input.strip().startsWith(each.name())));
    }

    /** Runs or evaluates {@code inputs} in order, up to Ctrl-C; whether all of it worked. */
    boolean perform(List<String> inputs) {
        boolean ok = true;
        for (String each : inputs) {
            if (isStopped(ok)) {
                return false;
            }
            ok &= Inputs.isCommand(each) ? run(each) : tryOut(each);
        }
        return ok;
    }

    @Override
    public boolean performQuietly(List<String> inputs) {
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
    public void interrupt() {
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
            frontEnd.complaint(wrong.getMessage());
            failure = Optional.empty();
            return false;
        }
    }

    private boolean isStopped(boolean ok) {
        return isHeldBack() || !ok && settings.stopAtFailure();
    }

    /** Says "Stopped." where no snippet's outcome has said so. */
    @Override
    public boolean isHeldBack() {
        if (interrupted && !toldOfInterrupt) {
            toldOfInterrupt = true;
            frontEnd.feedback(Feedback.stopped());
        }
        return interrupted;
    }

    private boolean tryOut(String source) {
        try {
            return evaluate(source);
        } catch (IllegalStateException lost) {
            frontEnd.complaint(ConsoleMessages.text("session.lost"));
            return false;
        } catch (CompilerCrash crash) {
            frontEnd.complaint(crash.getMessage());
            return false;
        }
    }

    @Override
    public boolean evaluate(String source) {
        List<String> snippets = session().parse(source).all();
        boolean ok = true;
        for (String snippet : snippets) {
            if (isStopped(ok)) {
                return false;
            }
            if (snippets.size() > 1 && settings.feedback() != Feedback.Mode.SILENT) {
                frontEnd.echo(snippet.strip());
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
        return WATCH.matcher(snippet.strip()).matches() && frontEnd.reader().isPresent();
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
        frontEnd.feedback(new Feedback(settings.feedback()).lines(outcome));
        transcript.evaluated(outcome);
        if (outcome.result() == Outcome.Result.REJECTED) {
            session().hints(outcome).forEach(frontEnd::hint);
        }
    }

    @Override
    public void startup(String source) {
        options = options.startup(source);
    }

    @Override
    public void reset(SessionOptions other) {
        SessionOptions before = options;
        transcript.reset();
        try {
            reopen(other);
        } catch (CompletionException failed) {
            reopen(before);
            throw new IllegalArgumentException(ConsoleMessages.text("session.failed"), failed);
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
        frontEnd.complaint(reason);
        transcript.reset();
        Session lost = session.getNow(null);
        if (lost == null) {
            return;
        }
        session =
                background(
                        () -> {
                            lost.reset();
                            frontEnd.hint(ConsoleMessages.text("lost.restarted"));
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
        public void output(int pid, StandardStream stream, String text) {
            frontEnd.output(pid, stream, text);
        }

        @Override
        public void lost(String reason) {
            replace(reason);
        }
    }
}
