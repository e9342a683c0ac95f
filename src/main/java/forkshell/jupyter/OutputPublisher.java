package forkshell.jupyter;

import forkshell.display.Bundle;
import forkshell.display.StandardStream;
import forkshell.notebook.CellListener;
import forkshell.notebook.Cells;
import forkshell.proc.Stat;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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

    private static final int GATHERING_MILLIS = 50;
    private static final int MOST_GATHERED_CHARACTERS = 1 << 16;

    /** Between two cells; of more, the oldest is left out. */
    private static final int MOST_WAITING_CHARACTERS = 1 << 20;

    /** Of so many messages at a time, those of one stream are joined. */
    private static final int MOST_PIECES = 20;

    /** What one message will show. */
    private record Piece(Request owner, boolean error, StringBuilder text) {
        boolean isOf(Request cell, boolean standardError) {
            return cell == owner && error == standardError;
        }
    }

    /** What could not be shown yet. */
    private record Waiting(String text, Consumer<Request> message) {}

    private final Map<Integer, Request> forkedBy = new HashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int waitingCharacters;
    private final List<Piece> gathered = new ArrayList<>();
    private int gatheredCharacters;
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
        clearWaiting();
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
        clearWaiting();
    }

    @Override
    public synchronized void printed(int pid, StandardStream stream, String text) {
        if (gathered.isEmpty()) {
            soon(this::publishGathered);
        }
        piece(ownerOf(pid), stream.isError()).text.append(stream.mark(pid)).append(text);
        gatheredCharacters += text.length();
        if (gatheredCharacters > MOST_GATHERED_CHARACTERS) {
            publishGathered();
        }
    }

    /**
     * The last piece, if it is of that stream; otherwise a new one. Where the streams alternate all
     * the time, an earlier one: their order is lost for a moment, but no message.
     */
    private Piece piece(Request owner, boolean error) {
        int last = gathered.size() - 1;
        int first = gathered.size() < MOST_PIECES ? Math.max(0, last) : 0;
        for (int i = last; i >= first; i--) {
            if (gathered.get(i).isOf(owner, error)) {
                return gathered.get(i);
            }
        }
        Piece next = new Piece(owner, error, new StringBuilder());
        gathered.add(next);
        return next;
    }

    private static void soon(Runnable work) {
        CompletableFuture.delayedExecutor(GATHERING_MILLIS, TimeUnit.MILLISECONDS, Runnable::run)
                .execute(work);
    }

    /** Shows at once what was printed up to now. */
    synchronized void publishGathered() {
        List<Piece> pieces = List.copyOf(gathered);
        gathered.clear();
        gatheredCharacters = 0;
        pieces.forEach(this::publish);
    }

    private void publish(Piece piece) {
        String text = piece.text.toString();
        Map<String, ?> content = Contents.stream(text, piece.error);
        publish(piece.owner, text, to -> to.publish("stream", content));
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
            await(new Waiting(text, message));
        } else {
            message.accept(owner);
        }
    }

    private void await(Waiting next) {
        waiting.add(next);
        waitingCharacters += next.text.length();
        while (waitingCharacters > MOST_WAITING_CHARACTERS && waiting.size() > 1) {
            waitingCharacters -= waiting.remove().text.length();
        }
    }

    private void clearWaiting() {
        waiting.clear();
        waitingCharacters = 0;
    }
}
