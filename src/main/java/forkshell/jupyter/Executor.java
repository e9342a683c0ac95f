package forkshell.jupyter;

import com.google.gson.JsonObject;
import forkshell.display.Bundle;
import forkshell.notebook.CellResult;
import forkshell.notebook.Cells;
import forkshell.notebook.Failure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers requests to execute a cell, one after the other. */
final class Executor {
    private final KernelConnection connection;
    private final Cells cells;
    private final OutputPublisher output;
    private final FrontEndInput input;
    private final History history;
    private int count;

    Executor(
            KernelConnection connection,
            Cells cells,
            OutputPublisher output,
            FrontEndInput input,
            History history) {
        this.connection = connection;
        this.cells = cells;
        this.output = output;
        this.input = input;
        this.history = history;
    }

    void execute(Request request) {
        Message cell = request.message();
        boolean silent = cell.flag("silent", false);
        boolean remembered = !silent && cell.flag("store_history", true);
        count += remembered ? 1 : 0;
        String code = cell.text("code");
        if (!silent) {
            request.publish("execute_input", Map.of("code", code, "execution_count", count));
        }
        CellResult result = run(request, code);
        if (remembered) {
            history.remember(count, code, result.value().map(Bundle::plain).orElse(""));
        }
        if (result.failure().isPresent()) {
            fail(request, silent, result.failure().get());
        } else {
            succeed(request, silent, result);
        }
    }

    private CellResult run(Request request, String code) {
        boolean asks = request.message().flag("allow_stdin", true);
        output.begin(request, asks, cells.session().agentPid());
        input.belongTo(asks ? request : null);
        try {
            CellResult result = cells.run(count, code);
            if (!asks) {
                cells.hearChildren();
            }
            return result;
        } finally {
            output.end();
        }
    }

    private void succeed(Request request, boolean silent, CellResult result) {
        if (!silent && result.value().isPresent()) {
            request.publish("execute_result", Contents.result(result.value().get(), count));
        }
        Map<String, ?> values = values(request.message().object("user_expressions"));
        request.reply("execute_reply", Contents.executed(count, values));
    }

    private Map<String, ?> values(JsonObject expressions) {
        Map<String, Object> values = new TreeMap<>();
        for (String name : expressions.keySet()) {
            CellResult result = cells.run(count, expressions.get(name).getAsString());
            values.put(
                    name,
                    result.failure()
                            .<Map<String, ?>>map(Contents::failed)
                            .orElseGet(() -> Contents.value(result.value())));
        }
        return values;
    }

    /** What the front end had sent before it could know of the failure is not executed. */
    private void fail(Request request, boolean silent, Failure failure) {
        boolean stops = request.message().flag("stop_on_error", true);
        List<Request> queued = stops ? connection.queued() : List.of();
        if (!silent) {
            request.publish("error", Contents.error(failure));
        }
        request.reply("execute_reply", Contents.failed(failure, count));
        for (Request each : queued) {
            if (each.message().type().equals("execute_request")) {
                abort(each);
            } else {
                connection.serve(each);
            }
        }
    }

    private void abort(Request request) {
        request.status("busy");
        request.reply("execute_reply", Contents.aborted(count));
        request.status("idle");
    }
}
