package forkshell.command;

import forkshell.display.Messages;
import forkshell.jvm.JvmSignal;
import forkshell.libc.Signal;
import forkshell.net.Listener;
import forkshell.process.ProcessTable;
import forkshell.server.AcceptLoop;
import forkshell.server.LoopOptions;
import forkshell.server.Mistake;
import forkshell.server.ServerModels;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Runs a server in the foreground until Ctrl-C. After a SIGTERM it takes no more clients and ends
 * when those that it has are gone.
 */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run an echo server in the foreground until Ctrl-C.",
        exitCodeOnExecutionException = 1)
final class Serve implements Callable<Integer> {
    private static final Messages WORDS = Messages.of(Serve.class);
    private static final int TERMINATED = 128 + Signal.SIGTERM.number();
    private static final long POLL_INTERVAL_NANOS = 50_000_000;

    private final AtomicInteger terminations = new AtomicInteger();

    @Spec private CommandSpec spec;

    @Option(
            names = "--lecture",
            paramLabel = "a|b",
            description = "print what the C program of that lecture prints, and nothing else")
    private String lecture;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = Models.Names.class,
            description = "another design: ${COMPLETION-CANDIDATES}")
    private String model;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "the address to listen on")
    private String host;

    @Parameters(
            arity = "0..*",
            paramLabel = "PORT",
            description = "1 to 65535, or 0 for any that is free")
    private String[] ports = {};

    @Override
    public Integer call() {
        LoopOptions options = options();
        int port = port();
        Relaunch.with(
                ServerModels.named(model == null ? "fork" : model).jvmOptions(),
                spec.root().commandLine().getParseResult().originalArgs());
        try (Listener listener = Listener.listen(host, port)) {
            AcceptLoop loop = AcceptLoop.start(new ProcessTable(), listener, options);
            JvmSignal.handle(Signal.SIGTERM, () -> terminate(loop));
            announce(listener);
            return awaitEnd(loop);
        }
    }

    private void terminate(AcceptLoop loop) {
        if (terminations.incrementAndGet() == 1) {
            loop.stop();
            loop.listener().closeForAll("SIGTERM");
            tellWhatItWaitsFor(loop.servers());
        }
    }

    private int awaitEnd(AcceptLoop loop) {
        while (terminations.get() < 2 && (loop.isRunning() || drains(loop))) {
            LockSupport.parkNanos(POLL_INTERVAL_NANOS);
        }
        switch (terminations.get()) {
            case 0:
                tellWhy(loop);
                return CommandLine.ExitCode.SOFTWARE;
            case 1:
                return CommandLine.ExitCode.OK;
            default:
                return TERMINATED;
        }
    }

    private boolean drains(AcceptLoop loop) {
        return terminations.get() == 1 && (loop.listener().isOpen() || loop.servers() > 0);
    }

    private LoopOptions options() {
        LoopOptions options = lectureOptions();
        return model == null
                ? options
                : options.without(Mistake.WAIT_ONCE).model(Models.named(spec, "--model", model));
    }

    private LoopOptions lectureOptions() {
        switch (lecture == null ? "a" : lecture.toLowerCase(Locale.ROOT)) {
            case "a":
                return LoopOptions.lectureA();
            case "b":
                return LoopOptions.lectureB();
            default:
                throw wrong(WORDS.get("serve.lecture", lecture));
        }
    }

    private int port() {
        if (ports.length != 1) {
            throw "b".equalsIgnoreCase(lecture)
                    ? new LectureUsage()
                    : wrong(WORDS.get("serve.port.one"));
        }
        if (!ports[0].matches("\\d{1,5}") || Integer.parseInt(ports[0]) > 65535) {
            throw wrong(WORDS.get("serve.port", ports[0]));
        }
        return Integer.parseInt(ports[0]);
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    /**
     * The lectures' programs say nothing at the start; but a port that nobody chose has to be told.
     */
    private void announce(Listener listener) {
        if (lecture == null || ports[0].equals("0")) {
            System.err.println(WORDS.get("serve.listening", listener.address()));
        }
    }

    private void tellWhatItWaitsFor(long clients) {
        if (lecture == null && clients > 0) {
            System.err.println(WORDS.get("serve.waits", clients));
        }
    }

    private void tellWhy(AcceptLoop loop) {
        if (lecture == null) {
            System.err.println(WORDS.get("serve.ended", loop.ending()));
        }
    }

    /** What the second lecture's program says to a wrong number of arguments. */
    private static final class LectureUsage extends RuntimeException {
        private static final long serialVersionUID = 1;

        LectureUsage() {
            super("Usage: serve --lecture b <Server Port>");
        }
    }
}
