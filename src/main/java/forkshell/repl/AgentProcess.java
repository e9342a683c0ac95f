package forkshell.repl;

import forkshell.display.Messages;
import forkshell.display.StandardStream;
import forkshell.jvm.RecommendedFlags;
import forkshell.proc.Stat;
import forkshell.proc.TemporaryDirectory;
import forkshell.repl.agent.Agent;
import forkshell.repl.agent.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jshell.execution.StreamingExecutionControl;
import jdk.jshell.execution.Util;
import jdk.jshell.spi.ExecutionControl;

/**
 * The agent JVM as seen from the session: a process that leads a setsid(2) session of its own, so
 * that no signal of the terminal reaches it or its children, and three Unix sockets to it. It ends
 * with this JVM, even when it is stopped.
 */
final class AgentProcess {
    private static final int EXIT_TIMEOUT_MILLIS = 500;
    private static final int MOST_ATTEMPTS = 5;

    /** What {@link Process#exitValue} says of one that SIGINT or SIGQUIT has ended. */
    private static final Set<Integer> BY_KEYS = Set.of(128 + 2, 128 + 3);

    private static final Messages MESSAGES = Messages.of(AgentProcess.class);

    /** In the environment of all that the agent starts. */
    private static final String SESSION = "FORKSHELL_SESSION";

    private final SessionListener listener;
    private final String token = UUID.randomUUID().toString();
    private final Path directory;
    private final ServerSocketChannel server;
    private final Process process;
    private final OutputPump out;
    private final OutputPump err;
    private volatile Wire commands;
    private final AtomicInteger begun = new AtomicInteger();
    private volatile Wire stops;

    /** Starts the JVM and returns at once; {@link #connect} waits for it. */
    AgentProcess(
            List<String> jvmOptions,
            String classPath,
            SessionListener listener,
            SnippetFrames frames)
            throws IOException {
        this.listener = listener;
        directory = TemporaryDirectory.make();
        Path socket = directory.resolve("agent.socket");
        server =
                ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                        .bind(UnixDomainSocketAddress.of(socket));
        process = start(command(jvmOptions, classPath, socket));
        out =
                new OutputPump(
                        "agent-stdout",
                        process.getInputStream(),
                        StandardStream.OUT,
                        token,
                        frames,
                        listener);
        err =
                new OutputPump(
                        "agent-stderr",
                        process.getErrorStream(),
                        StandardStream.ERR,
                        token,
                        frames,
                        listener);
        process.onExit().thenRun(this::closeServer);
    }

    /**
     * Waits until the JVM has called back.
     *
     * @param input what snippets read from {@code System.in}
     * @throws IOException when it ended before that; what it printed has gone to the listener
     */
    ExecutionControl connect(InputStream input) throws IOException {
        try {
            commands = new Wire(server.accept());
            stops = new Wire(server.accept());
            new InputService(new Wire(server.accept()), input, this::stopSnippet).start();
        } finally {
            closeServer();
        }
        return Util.remoteInputOutput(
                commands.in(),
                commands.out(),
                Map.of(),
                Map.of(),
                (results, requests) -> remote(requests, results));
    }

    private ExecutionControl remote(ObjectOutput requests, ObjectInput results) {
        return new StreamingExecutionControl(requests, results) {
            @Override
            public void stop() {
                stopSnippet();
            }
        };
    }

    private static List<String> command(List<String> jvmOptions, String classPath, Path socket) {
        Locale locale = Locale.getDefault();
        List<String> command = new ArrayList<>();
        command.addAll(List.of("setsid", "setpriv", "--pdeathsig", "KILL"));
        command.add(RecommendedFlags.java());
        command.addAll(jvmOptions);
        command.add("-Duser.language=" + locale.getLanguage());
        command.add("-cp");
        command.add(classPath);
        command.add(Agent.class.getName());
        command.add(socket.toString());
        return command;
    }

    private Process start(List<String> command) throws IOException {
        command.add(token);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(RecommendedFlags.environment());
        builder.environment().put(SESSION, token);
        return start(builder);
    }

    /**
     * On a thread that stays as long as the agent: PR_SET_PDEATHSIG of prctl(2), which ends one
     * that is stopped, too, goes by the parent's thread.
     */
    private static Process start(ProcessBuilder builder) throws IOException {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread parent = new Thread(() -> keep(builder, started), "agent-parent");
        parent.setDaemon(true);
        parent.start();
        try {
            return started.join();
        } catch (CompletionException failed) {
            throw new IOException(failed.getCause().getMessage(), failed);
        }
    }

    private static void keep(ProcessBuilder builder, CompletableFuture<Process> started) {
        try {
            Process process = startInOwnSession(builder);
            started.complete(process);
            process.waitFor();
        } catch (IOException failed) {
            started.completeExceptionally(failed);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Returns when the process leads a session. A Ctrl-C that comes before that ends it, or the
     * program by which the JDK starts it, like all that run in the terminal: it is started again.
     */
    private static Process startInOwnSession(ProcessBuilder builder)
            throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                Process process = builder.start();
                while (process.isAlive() && !leadsSession((int) process.pid())) {
                    Thread.sleep(1);
                }
                if (process.isAlive() || !BY_KEYS.contains(process.exitValue())) {
                    return process;
                }
            } catch (IOException failed) {
                if (attempt >= MOST_ATTEMPTS) {
                    throw failed;
                }
            }
        }
    }

    private static boolean leadsSession(int pid) {
        return Stat.of(pid).map(stat -> stat.session() == pid).orElse(false);
    }

    /** Returns when everything that the last snippet printed has gone to the listener. */
    void awaitOutput() {
        try {
            out.awaitMark(process::isAlive);
            err.awaitMark(process::isAlive);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** To be called before each snippet that the agent is given: it counts them, too. */
    void begin() {
        begun.incrementAndGet();
    }

    /**
     * Asks the agent to end the snippet that it was given last; returns at once. When the request
     * comes late, it does not hit the one behind that.
     */
    void stopSnippet() {
        Wire wire = stops;
        if (wire == null) {
            return;
        }
        try {
            wire.out().write(ByteBuffer.allocate(Integer.BYTES).putInt(begun.get()).array());
        } catch (IOException gone) {
            // an agent that is gone runs no snippet; onExit reports it
        }
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Ends the JVM and everything that its snippets have started; blocks until they are gone. */
    void end() {
        closeServer();
        closeQuietly(stops);
        awaitExit();
        process.destroyForcibly();
        new SessionProcesses(process.pid(), SESSION + "=" + token).kill().forEach(this::tell);
        closeQuietly(commands);
    }

    private void tell(Stat process) {
        String sentence = MESSAGES.get("process.stays", process.pid(), process.command());
        listener.output(0, StandardStream.ERR, sentence + "\n");
    }

    private void awaitExit() {
        try {
            process.waitFor(EXIT_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeServer() {
        try {
            server.close();
            Files.deleteIfExists(directory.resolve("agent.socket"));
            Files.deleteIfExists(directory);
        } catch (IOException leftover) {
            directory.toFile().deleteOnExit();
        }
    }

    private static void closeQuietly(Wire wire) {
        try {
            if (wire != null) {
                wire.channel().close();
            }
        } catch (IOException gone) {
            // closing is all that was wanted
        }
    }
}
