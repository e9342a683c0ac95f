package forkshell.jupyter;

import forkshell.display.Bundle;
import forkshell.display.StandardStream;
import forkshell.notebook.CellListener;
import forkshell.notebook.Cells;
import forkshell.proc.Stat;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Publishes what cells and their children show, each thing with the cell that it belongs to: a line
 * of a child with the cell that forked it, also when that one ended long ago, everything else with
 * the running cell or the last one.
 *
 * <p>A batch run, such as nbconvert's, listens to the running cell only. It is known by taking no
 * input. There a cell ends when its children are quiet, see {@link Cells#hearChildren}; every line
 * goes to the running cell, and waits for the next one while none runs. What waits at the end, when
 * there is no next one, goes to the log.
 *
 * <p>Text is gathered for a moment: Jupyter throws away what comes in more than a thousand messages
 * a second.
 */
final class OutputPublisher implements CellListener {
    /** Begins each line in the log. */
    static final String AT_THE_END = "after the last cell: ";

    private static final int MOMENT_MILLIS = 50;
    private static final int MUCH = 1 << 16;

    /** What could not be shown yet. */
    private record Waiting(String text, Consumer<Request> message) {}

    private final Map<Integer, Request> forkedBy = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final StringBuilder gathered = new StringBuilder();
    private boolean gatheredError;
    private Request gatheredOwner;
    private Request cell;
    private int agent;
    private boolean running;
    private boolean batch;

    /**
     * A cell begins.
     *
     * @param agentPid of the JVM that runs it, which leads a session of processes
     */
    synchronized void begin(Request request, boolean takesInput, long agentPid) {
        publishGathered();
        cell = request;
        agent = (int) agentPid;
        running = true;
        batch = !takesInput;
        waiting.forEach(each -> each.message.accept(request));
        waiting.clear();
    }

    /** The running cell ends; its are all the agent's processes that were not seen before. */
    synchronized void end() {
        publishGathered();
        Stat.all().stream()
                .filter(this::isAgents)
                .forEach(process -> forkedBy.putIfAbsent(process.pid(), cell));
        running = false;
    }

    private boolean isAgents(Stat process) {
        return process.session() == agent;
    }

    /** No cell follows. */
    synchronized void close(PrintStream log) {
        publishGathered();
        waiting.stream()
                .flatMap(each -> each.text.lines())
                .forEach(line -> log.println(AT_THE_END + line));
        waiting.clear();
    }

    @Override
    public synchronized void printed(int pid, StandardStream stream, String text) {
        Request owner = ownerOf(pid);
        if (owner != gatheredOwner
                || stream.isError() != gatheredError
                || gathered.length() > MUCH) {
            publishGathered();
        }
        if (gathered.length() == 0) {
            soon(this::publishGathered);
        }
        gatheredError = stream.isError();
        gatheredOwner = owner;
        gathered.append(stream.mark(pid)).append(text);
    }

    private static void soon(Runnable work) {
        CompletableFuture.delayedExecutor(MOMENT_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(work);
    }

    /** Shows at once what was printed up to now. */
    synchronized void publishGathered() {
        if (gathered.length() > 0) {
            String text = gathered.toString();
            gathered.setLength(0);
            Map<String, ?> content = Contents.stream(text, gatheredError);
            publish(gatheredOwner, text, to -> to.publish("stream", content));
        }
    }

    private Request ownerOf(int pid) {
        if (pid != 0 && cell != null) {
            forkedBy.putIfAbsent(pid, cell);
        }
        return forkedBy.getOrDefault(pid, cell);
    }

    @Override
    public synchronized void shown(Bundle bundle) {
        publishGathered();
        publish(
                cell,
                bundle.plain() + "\n",
                to -> to.publish("display_data", Contents.display(bundle)));
    }

    private void publish(Request owner, String text, Consumer<Request> message) {
        if (running && (batch || owner == null)) {
            message.accept(cell);
        } else if (owner == null || batch) {
            waiting.add(new Waiting(text, message));
        } else {
            message.accept(owner);
        }
    }
}
