package forkshell.jupyter;

import forkshell.display.Bundle;
import forkshell.notebook.CellListener;
import forkshell.notebook.Cells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.dflib.jjava.jupyter.messages.MessageType;

/**
 * Publishes what cells and their children show, each thing with the cell that it belongs to: a line
 * of a child with the cell that forked it, also when that one ended long ago, everything else with
 * the running cell or the last one.
 *
 * <p>A batch run, such as nbconvert's, listens to the running cell only. It is known by taking no
 * input. There a cell ends when its children are quiet, see {@link Cells#hearChildren}; every line
 * goes to the running cell, and waits for the next one while none runs.
 */
final class Audience implements CellListener {
    private static final Pattern CHILDS_LINE = Pattern.compile("\\[(\\d+)] .*", Pattern.DOTALL);

    private final Map<Long, Request> forkedBy = new HashMap<>();
    private final List<Consumer<Request>> waiting = new ArrayList<>();
    private final Request[] unfinishedLineOf = new Request[2];
    private Request cell;
    private boolean running;
    private boolean batch;

    /** A cell begins. */
    synchronized void begin(Request request, boolean takesInput) {
        cell = request;
        running = true;
        batch = !takesInput;
        waiting.forEach(each -> each.accept(request));
        waiting.clear();
    }

    /**
     * The running cell ends.
     *
     * @param processes all that live below the agent; those not seen before are this cell's
     */
    synchronized void end(LongStream processes) {
        processes.forEach(pid -> forkedBy.putIfAbsent(pid, cell));
        running = false;
    }

    @Override
    public synchronized void printed(String text, boolean error) {
        int stream = error ? 1 : 0;
        StringBuilder lines = new StringBuilder();
        Request owner = unfinishedLineOf[stream];
        for (String line : text.split("(?<=\n)")) {
            Request next = unfinishedLineOf[stream] == null ? ownerOf(line) : owner;
            if (next != owner) {
                send(owner, lines, error);
                owner = next;
            }
            lines.append(line);
            unfinishedLineOf[stream] = line.endsWith("\n") ? null : owner;
        }
        send(owner, lines, error);
    }

    private void send(Request owner, StringBuilder lines, boolean error) {
        if (lines.length() > 0) {
            Map<String, ?> content = Contents.stream(lines.toString(), error);
            lines.setLength(0);
            publish(owner, to -> to.publish(MessageType.PUBLISH_STREAM, content));
        }
    }

    private Request ownerOf(String line) {
        Matcher child = CHILDS_LINE.matcher(line);
        return child.matches() && cell != null
                ? forkedBy.computeIfAbsent(Long.valueOf(child.group(1)), pid -> cell)
                : cell;
    }

    @Override
    public synchronized void shown(Bundle bundle) {
        publish(cell, to -> to.publish(MessageType.PUBLISH_DISPLAY_DATA, Contents.display(bundle)));
    }

    private void publish(Request owner, Consumer<Request> message) {
        if (running && (batch || owner == null)) {
            message.accept(cell);
        } else if (owner == null || batch) {
            waiting.add(message);
        } else {
            message.accept(owner);
        }
    }
}
