package forkshell.strace;

import forkshell.proc.FdInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A program that runs under strace(1), with all that it forks, in a session of its own. A thread
 * reads what strace says and tells it to a listener, line after line. The program ends with {@link
 * #end}, or with this JVM, however that ends.
 */
public final class TracedProgram {
    private static final Path NOTHING = Path.of("/dev/null");

    private final Launch launch;
    private final Consumer<TraceLine> listener;
    private final Guard guard;
    private final StraceLog log;
    private final Process process;
    private final CompletableFuture<Integer> pid = new CompletableFuture<>();
    private final Threads threads = new Threads();
    private final List<ProgramOutput> outputs = new ArrayList<>();
    private final Map<String, Writers> writers;
    private boolean inOwnSession;

    private TracedProgram(Launch launch, Consumer<TraceLine> listener, Consumer<OutputLine> output)
            throws IOException {
        this.launch = launch;
        this.listener = listener;
        launch.requireInstalled();
        guard = new Guard();
        log = new StraceLog();
        PseudoTerminal terminal =
                output == null || launch.output() != null ? null : new PseudoTerminal();
        process = start(terminal);
        writers = output == null ? Map.of() : readOutput(terminal, output);
        LineParser parser = new LineParser(LineParser.clockNow(), launch.stacks(), this::tell);
        log.read(parser::take, () -> atEnd(parser));
        process.onExit().thenRun(log::end);
        if (!launch.traced()) {
            pid.complete((int) process.pid());
        }
    }

    /**
     * Starts it; returns at once. The program's stdout and stderr are those of {@link #process()};
     * whoever calls reads them.
     *
     * @param listener called by one thread, after {@link #pid()} is known
     * @throws IOException when strace, or the first word of {@link Launch#prefix}, is missing
     */
    public static TracedProgram start(Launch launch, Consumer<TraceLine> listener)
            throws IOException {
        return new TracedProgram(launch, listener, null);
    }

    /**
     * Starts it; returns at once. stdout is a terminal for the program, unless {@link
     * Launch#output} is given.
     *
     * @param listener called by one thread, after {@link #pid()} is known
     * @param output told each line that the program prints, by two threads
     * @throws IOException when strace, or the first word of {@link Launch#prefix}, is missing
     */
    public static TracedProgram start(
            Launch launch, Consumer<TraceLine> listener, Consumer<OutputLine> output)
            throws IOException {
        return new TracedProgram(launch, listener, output);
    }

    private Process start(PseudoTerminal terminal) throws IOException {
        List<String> words = new ArrayList<>();
        if (terminal != null) {
            words.addAll(List.of("sh", "-c", "exec \"$@\" >\"$0\"", terminal.path()));
        }
        words.addAll(launch.commandLine(log.path()));
        ProcessBuilder builder = new ProcessBuilder(words);
        guard.mark(builder);
        builder.redirectInput(NOTHING.toFile());
        if (launch.output() != null) {
            builder.redirectOutput(launch.output().toFile());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            log.close();
            guard.close();
            if (terminal != null) {
                terminal.close();
            }
            throw e;
        }
    }

    private Map<String, Writers> readOutput(PseudoTerminal terminal, Consumer<OutputLine> to)
            throws IOException {
        ProgramOutput error = output(true, to);
        String pipe = target(2);
        error.read(process.getErrorStream());
        if (terminal == null) {
            return Map.of(pipe, error.writers());
        }
        ProgramOutput out = output(false, to);
        out.read(terminal, process);
        return Map.of(pipe, error.writers(), terminal.path(), out.writers());
    }

    private ProgramOutput output(boolean error, Consumer<OutputLine> to) {
        ProgramOutput output = new ProgramOutput(error, () -> pid.getNow(-1), to);
        outputs.add(output);
        return output;
    }

    /** What a descriptor of the process refers to; it is the same before and after each exec. */
    private String target(int fd) {
        return FdInfo.target((int) process.pid(), fd).orElse("gone");
    }

    /** strace itself, or the program when it is not traced. */
    public Process process() {
        return process;
    }

    /** Which process each thread that strace has told of belongs to. */
    public Threads threads() {
        return threads;
    }

    /**
     * Waits until strace has started the program.
     *
     * @return its pid; -1 when strace ended without having started anything
     */
    public int pid() {
        return pid.join();
    }

    /** Waits until the program and all its descendants have ended and everything is told. */
    public void awaitEnd() throws InterruptedException {
        log.awaitEnd();
        for (ProgramOutput output : outputs) {
            output.awaitEnd();
        }
    }

    /**
     * Kills the program and all its descendants, those that made themselves daemons, too; returns
     * when they are gone and everything is told.
     */
    public void end() throws InterruptedException {
        guard.close();
        awaitEnd();
    }

    private void atEnd(LineParser parser) {
        parser.flush();
        pid.complete(-1);
        writers.values().forEach(Writers::complete);
        if (launch.traced()) {
            guard.close();
        }
    }

    /** Before the program itself, setsid(1) is executed: nobody wants to know of that. */
    private void tell(TraceLine line) {
        if (!pid.isDone()) {
            inOwnSession |= line instanceof Call call && call.name().equals("setsid");
            if (!inOwnSession || !isStart(line)) {
                return;
            }
            pid.complete(line.pid());
        }
        threads.see(line);
        if (line instanceof Call call) {
            wrote(call);
        }
        listener.accept(line);
    }

    private static boolean isStart(TraceLine line) {
        return line instanceof Call call && call.name().equals("execve") && call.succeeded();
    }

    private void wrote(Call call) {
        Writers stream = writers.get(call.descriptor().file());
        if (stream != null && call.value() > 0 && call.name().startsWith("write")) {
            stream.wrote(
                    threads.processOf(call.pid()), CText.bytes(call.argument(1)), call.value());
        }
    }
}
