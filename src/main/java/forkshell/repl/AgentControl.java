package forkshell.repl;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import jdk.jshell.spi.ExecutionControl;

/**
 * The commands of {@code jdk.jshell} to one agent, and a stop that does not wait for its turn. The
 * agent may still be starting: imports, which need no agent, are compiled meanwhile, and the first
 * command waits for it.
 */
final class AgentControl implements ExecutionControl {
    private final AgentProcess agent;
    private final SnippetFrames frames;
    private final CompletableFuture<ExecutionControl> connection;
    private boolean stopped;
    private boolean lost;

    AgentControl(
            AgentProcess agent,
            SnippetFrames frames,
            CompletableFuture<ExecutionControl> connection) {
        this.agent = agent;
        this.frames = frames;
        this.connection = connection;
    }

    /**
     * Waits until the agent answers.
     *
     * @throws IllegalStateException when it has ended before that
     */
    void awaitConnection() {
        try {
            connection.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Forgets how the snippet before ended. */
    void begin() {
        stopped = false;
    }

    /** Returns whether a snippet was stopped since {@link #begin}. */
    boolean wasStopped() {
        return stopped;
    }

    /** Returns whether the agent ended while it was asked for something. */
    boolean wasLost() {
        return lost;
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        try {
            ExecutionControl commands = agent();
            agent.begin();
            return commands.invoke(className, methodName);
        } catch (StoppedException stop) {
            stopped = true;
            throw stop;
        } catch (EngineTerminationException end) {
            throw lost(end);
        } finally {
            agent.awaitOutput();
        }
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        ExecutionControl commands = agent();
        frames.loaded(classes);
        try {
            commands.load(StopPoints.into(classes));
        } catch (EngineTerminationException end) {
            throw lost(end);
        }
    }

    @Override
    public void redefine(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        ExecutionControl commands = agent();
        try {
            commands.redefine(StopPoints.into(classes));
        } catch (EngineTerminationException end) {
            throw lost(end);
        }
    }

    @Override
    public String varValue(String className, String varName)
            throws RunException, EngineTerminationException, InternalException {
        ExecutionControl commands = agent();
        agent.begin();
        return commands.varValue(className, varName);
    }

    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        agent().addToClasspath(path);
    }

    @Override
    public Object extensionCommand(String command, Object argument)
            throws RunException, EngineTerminationException, InternalException {
        return agent().extensionCommand(command, argument);
    }

    @Override
    public void stop() {
        agent.stopSnippet();
    }

    @Override
    public void close() {
        agent.end();
    }

    private ExecutionControl agent() throws EngineTerminationException {
        try {
            return connection.join();
        } catch (CompletionException failed) {
            throw lost(new EngineTerminationException(String.valueOf(failed.getCause())));
        }
    }

    private EngineTerminationException lost(EngineTerminationException end) {
        lost = true;
        return end;
    }
}
