package forkshell.notebook;

import forkshell.display.Bundle;
import forkshell.notebook.Output.Printed;
import java.util.ArrayList;
import java.util.List;

/** Collects what one cell after the other shows. */
final class Outputs {
    private final List<Output> outputs = new ArrayList<>();

    /** Adds to the text before it when that came from the same stream. */
    synchronized void printed(String text, boolean error) {
        int last = outputs.size() - 1;
        if (last >= 0 && outputs.get(last) instanceof Printed before && before.error() == error) {
            outputs.set(last, new Printed(before.text() + text, error));
        } else {
            outputs.add(new Printed(text, error));
        }
    }

    synchronized void shown(Bundle bundle) {
        outputs.add(new Output.Shown(bundle));
    }

    synchronized void ended(CellResult result, int number) {
        result.value().ifPresent(bundle -> outputs.add(new Output.Value(bundle, number)));
        result.failure().ifPresent(failure -> outputs.add(new Output.Failed(failure)));
    }

    /** Returns what has come since the last call. */
    synchronized List<Output> take() {
        List<Output> taken = List.copyOf(outputs);
        outputs.clear();
        return taken;
    }
}
