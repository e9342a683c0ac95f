package forkshell.repl;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import jdk.jshell.execution.StreamingExecutionControl;

/** The commands of {@code jdk.jshell} to one agent, and a stop that does not wait for its turn. */
final class AgentControl extends StreamingExecutionControl {
    private final AgentProcess agent;
    private boolean stopped;
    private boolean lost;

    AgentControl(ObjectOutput requests, ObjectInput results, AgentProcess agent) {
        super(requests, results);
        this.agent = agent;
    }

    /** Forgets how the snippet before ended. */
    void begin() {
        stopped = false;
    }

    /** Whether a snippet was stopped since {@link #begin}. */
    boolean wasStopped() {
        return stopped;
    }

    /** Whether the agent ended while it was asked for something. */
    boolean wasLost() {
        return lost;
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, EngineTerminationException, InternalException {
        try {
            return super.invoke(className, methodName);
        } catch (StoppedException stop) {
            stopped = true;
            throw stop;
        } catch (EngineTerminationException end) {
            lost = true;
            throw end;
        } finally {
            agent.awaitOutput();
        }
    }

    @Override
    public void stop() {
        agent.stopSnippet();
    }

    @Override
    public void close() {
        agent.end();
    }
}
