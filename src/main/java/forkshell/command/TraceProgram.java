package forkshell.command;

import forkshell.inspect.RenderOptions;
import forkshell.journal.Entry;
import forkshell.journal.Event;
import forkshell.journal.JsonLines;
import forkshell.libc.Libc;
import forkshell.libc.Signal;
import forkshell.observe.ObservedServer;
import forkshell.observe.ServerPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a program and tells what its processes do, until it ends. */
@Command(
        name = TraceProgram.NAME,
        mixinStandardHelpOptions = true,
        description =
                "Run a server of your own under strace: show each fork, accept, signal and wait, and"
                        + " at the end a timeline. Ctrl-C ends it.",
        footer = "Exit status: that of the program; 128 more than the signal that ended it.")
final class TraceProgram implements Callable<Integer> {
    static final String NAME = "trace";

    private static final int TURN_MILLIS = 100;
    private static final int END_SECONDS = 1;

    @Spec private CommandSpec spec;

    @Option(names = "--html", paramLabel = "FILE", description = "write a page with pictures")
    private Path html;

    @Option(names = "--json", paramLabel = "FILE", description = "write each event, as JSON Lines")
    private Path json;

    @Parameters(
            arity = "1..*",
            paramLabel = "PROGRAM [ARGS]",
            description = "the program and its arguments; {port} becomes a free port")
    private List<String> words;

    private final CountDownLatch ended = new CountDownLatch(1);
    private Set<Entry> told = Set.of();

    @Override
    public Integer call() throws InterruptedException {
        check("--html", html);
        check("--json", json);
        String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
        ObservedServer server = ObservedServer.start(words.get(0), arguments);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(server)));
        try {
            tell(server);
            report(server);
            return server.exitStatus();
        } finally {
            ended.countDown();
        }
    }

    private void check(String option, Path file) {
        Path directory = file == null ? null : file.toAbsolutePath().getParent();
        if (directory != null && (!Files.isWritable(directory) || Files.isDirectory(file))) {
            throw new ParameterException(
                    spec.commandLine(),
                    option + " " + file + ": not a file that you may write in a directory.");
        }
    }

    /** Ctrl-C goes to the program, which may clean up; then it is ended. */
    private void interrupt(ObservedServer server) {
        try {
            if (server.owns(server.pid())) {
                server.kill(Signal.SIGINT);
            }
            if (!ended.await(END_SECONDS, TimeUnit.SECONDS)) {
                server.stop();
                ended.await(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(ObservedServer server) throws InterruptedException {
        System.err.println(server);
        while (server.isRunning()) {
            tellNew(server);
            Thread.sleep(TURN_MILLIS);
        }
        tellNew(server);
    }

    private void tellNew(ObservedServer server) {
        List<Entry> all = server.journal().rows();
        all.stream()
                .filter(entry -> !told.contains(entry) && entry.event() != Event.EXCHANGE)
                .forEach(System.out::println);
        told = new HashSet<>(all);
    }

    private void report(ObservedServer server) {
        System.out.println(server.timeline().text(RenderOptions.fromEnvironment()));
        if (html != null) {
            ServerPage.write(server, html);
        }
        if (json != null) {
            JsonLines.write(Libc.getpid(), json);
        }
    }
}
