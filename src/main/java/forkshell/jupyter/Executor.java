package forkshell.jupyter;

import forkshell.display.Bundle;
import forkshell.notebook.CellResult;
import forkshell.notebook.Cells;
import forkshell.notebook.Failure;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;

/** Answers requests to execute a cell, one after the other. */
final class Executor {
    private final Connection connection;
    private final Cells cells;
    private final Audience audience;
    private final FrontEndInput input;
    private final History history;
    private int count;

    Executor(
            Connection connection,
            Cells cells,
            Audience audience,
            FrontEndInput input,
            History history) {
        this.connection = connection;
        this.cells = cells;
        this.audience = audience;
        this.input = input;
        this.history = history;
    }

    void execute(Request request, ExecuteRequest cell) {
        announce(request, cell);
        CellResult result = run(request, cell);
        history.remember(count, cell, result.value().map(Bundle::plain).orElse(""));
        if (result.failure().isPresent()) {
            fail(request, cell, result.failure().get());
        } else {
            succeed(request, cell, result);
        }
    }

    private void announce(Request request, ExecuteRequest cell) {
        if (cell.shouldStoreHistory() && !cell.isSilent()) {
            count++;
        }
        if (!cell.isSilent()) {
            request.publish(
                    MessageType.PUBLISH_EXECUTE_INPUT,
                    Map.of("code", cell.getCode(), "execution_count", count));
        }
    }

    private CellResult run(Request request, ExecuteRequest cell) {
        audience.begin(request, cell.isStdinEnabled(), cells.session().agentPid());
        input.belongTo(cell.isStdinEnabled() ? request : null);
        try {
            CellResult result = cells.run(count, cell.getCode());
            if (!cell.isStdinEnabled()) {
                cells.hearChildren();
            }
            return result;
        } finally {
            audience.end();
        }
    }

    private void succeed(Request request, ExecuteRequest cell, CellResult result) {
        if (!cell.isSilent()) {
            result.value()
                    .ifPresent(
                            value ->
                                    request.publish(
                                            MessageType.PUBLISH_EXECUTION_RESULT,
                                            Contents.result(value, count)));
        }
        request.reply(MessageType.EXECUTE_REPLY, Contents.executed(count));
    }

    /** What the front end had sent before it could know of the failure is not executed. */
    private void fail(Request request, ExecuteRequest cell, Failure failure) {
        List<Message<?>> queued = cell.shouldStopOnError() ? connection.queued() : List.of();
        if (!cell.isSilent()) {
            request.publish(MessageType.PUBLISH_ERROR, Contents.error(failure));
        }
        request.reply(MessageType.EXECUTE_REPLY, Contents.failed(failure, count));
        for (Message<?> message : queued) {
            if (message.getHeader().getType() == MessageType.EXECUTE_REQUEST) {
                abort(connection.request(message));
            } else {
                connection.serve(message);
            }
        }
    }

    private void abort(Request request) {
        request.status("busy");
        request.reply(MessageType.EXECUTE_REPLY, Contents.aborted(count));
        request.status("idle");
    }
}
