package forkshell.repl;

import forkshell.display.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** One JShell with one agent, from its start to its end; a reset replaces the whole. */
final class Engine {
    private final SessionOptions options;
    private final SnippetIds ids = new SnippetIds();
    private final SnippetFrames frames = new SnippetFrames();
    private final AgentProcess agent;
    private final AgentControl control;
    private final JShell shell;
    private final CompletableFuture<Void> ended;
    private volatile boolean closing;

    /** Starts both; the agent has not answered yet. */
    Engine(SessionOptions options) {
        this.options = options;
        agent = startAgent();
        control =
                new AgentControl(
                        agent, frames, CompletableFuture.supplyAsync(this::connect, daemon()));
        try {
            shell = startShell();
        } catch (RuntimeException failed) {
            agent.end();
            throw failed;
        }
        ended = agent.onExit().thenAccept(this::report);
    }

    private AgentProcess startAgent() {
        try {
            return new AgentProcess(
                    options.jvmOptions(), options.classPath(), options.listener(), frames);
        } catch (IOException failed) {
            String sentence = Messages.of(Engine.class).get("agent.unstarted", failed.getMessage());
            throw new IllegalStateException(sentence, failed);
        }
    }

    private ExecutionControl connect() {
        try {
            return agent.connect(options.input());
        } catch (IOException ended) {
            throw new UncheckedIOException(ended);
        }
    }

    private static Executor daemon() {
        return work -> {
            Thread thread = new Thread(work, "agent-connect");
            thread.setDaemon(true);
            thread.start();
        };
    }

    private JShell startShell() {
        String[] compilerOptions = options.compilerOptions().toArray(String[]::new);
        return JShell.builder()
                .idGenerator((snippet, number) -> idOf(snippet))
                .tempVariableNameGenerator(ids::nextVariable)
                .executionEngine(new AgentProvider(), Map.of())
                .compilerOptions(compilerOptions)
                .compilerOptions("--class-path", options.classPath())
                .build();
    }

    private String idOf(Snippet snippet) {
        frames.named(snippet);
        return ids.next(shell().status(snippet).isActive());
    }

    private void report(int status) {
        if (!closing) {
            options.listener().lost(ExitReason.of(status));
            shell.close();
        }
    }

    /** From now on, snippets are the learner's own. */
    void startupIsOver() {
        ids.startupIsOver();
    }

    JShell shell() {
        return shell;
    }

    AgentControl control() {
        return control;
    }

    long agentPid() {
        return agent.pid();
    }

    /** Waits until the listener has heard of the agent's end. */
    void awaitReport() {
        ended.join();
    }

    /** Ends the agent with all its children, then the shell; blocks until they are gone. */
    void close() {
        closing = true;
        agent.end();
        shell.close();
    }

    /** What JShell asks for its execution control. */
    private final class AgentProvider implements ExecutionControlProvider {
        @Override
        public String name() {
            return "forkshell";
        }

        @Override
        public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
            return control;
        }
    }
}
